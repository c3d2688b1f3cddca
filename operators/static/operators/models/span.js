/**
 * Which messages of a conversation are drawn: those near the window, so that ten thousand stay smooth. A span names
 * its first and last message by `seq`, so it stays where it is when older and newer ones arrive.
 * @typedef {{first: number, last: number}} Span
 */

/** So many messages are drawn when a conversation opens. */
export const START = 80;
/** So many are added at the edge that comes near. */
export const STEP = 50;

/** The newest messages, and each one that arrives. */
export const END = Object.freeze({ first: Number.NaN, last: Number.POSITIVE_INFINITY });

export const isAtEnd = (span) => span.last === END.last;

/** Place of the first message with this number or a higher one. */
function placeOf(items, seq) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the span begins and ends in the messages held. @returns {{from: number, to: number}} */
export function cut(items, span) {
  const to = isAtEnd(span) ? items.length : placeOf(items, span.last + 1);
  const from = Number.isNaN(span.first) ? Math.max(0, to - START) : placeOf(items, span.first);
  return from < to || span === END ? { from, to } : cut(items, END);
}

/**
 * The span after somebody has scrolled. An edge nearer than one height of the window grows; what is farther away than
 * three is let go up to two, so that nothing is drawn and dropped in turns.
 * @param {{above: number, below: number, height: number, first: number, last: number}} view pixels drawn above and below
 *   the window, its height, and the numbers of the first and last message within two heights
 * @returns {Span} the same one if nothing changes
 */
export function moved(items, span, view) {
  const { from, to } = cut(items, span);
  const begin = edge(view.above, view.height, Math.max(0, from - STEP), from, () => placeOf(items, view.first));
  const end = edge(view.below, view.height, Math.min(items.length, to + STEP), to, () => placeOf(items, view.last + 1));
  const isFollowing = end === items.length && view.below < view.height;
  if (begin === from && end === to && isFollowing === isAtEnd(span)) return span;
  return between(items, begin, end, isFollowing);
}

function edge(distance, height, grown, same, trimmed) {
  if (distance < height) return grown;
  return distance > 3 * height ? trimmed() : same;
}

const between = (items, from, to, isFollowing) => ({
  first: items[from].seq,
  last: isFollowing ? END.last : items[to - 1].seq,
});

/** Does what is drawn come so near to the first message held that older ones are wanted? */
export const wantsOlder = (items, span, view) => cut(items, span).from === 0 && view.above < view.height;

/**
 * The span where somebody lands who has dragged the scroll bar below everything drawn.
 * @param {number} part what of the undrawn messages below lies below the window, too: 0 is the end
 */
export function landed(items, span, part) {
  const { to } = cut(items, span);
  const at = items.length - Math.round((items.length - to) * part);
  const end = Math.min(items.length, at + START / 2);
  return end === items.length ? END : between(items, Math.max(0, at - START / 2), end, false);
}
