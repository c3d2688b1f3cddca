/** Rows stay where they are while somebody points at them. */

/** Milliseconds for which the order stays after pointer and focus have left the lists. */
export const CALM = 3_000;

/**
 * The order to draw.
 * @param {string[]} shown ids as they stand now
 * @param {string[]} wanted ids as they should stand
 * @param {boolean} frozen keep everything in place, add newcomers at the end
 */
export function settle(shown, wanted, frozen) {
  if (!frozen) return wanted;
  const kept = shown.filter((id) => wanted.includes(id));
  return [...kept, ...wanted.filter((id) => !kept.includes(id))];
}
