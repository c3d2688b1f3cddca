/** A long list folds what nobody has to look at now (section 9 of the design). */

/** A list with so many rows still shows them all. */
export const MANY = 20;
/** So many of the rows that can be folded stay in sight. */
export const IN_SIGHT = 10;

/**
 * The ids to draw, in the same order.
 * @param {string[]} ids as they stand
 * @param {(id: string) => boolean} canFold
 * @param {(id: string) => boolean} isKept stays in sight nevertheless: it is open, or somebody points at it
 */
export function fold(ids, canFold, isKept) {
  if (ids.length <= MANY) return ids;
  let room = IN_SIGHT;
  return ids.filter((id) => {
    if (!canFold(id)) return true;
    room -= 1;
    return room >= 0 || isKept(id);
  });
}
