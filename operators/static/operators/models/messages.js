/**
 * The messages of one conversation as far as this window holds them: sorted by `seq`, each once (A02).
 * Only `seq` orders; clocks never do.
 */

/** How many messages the server gives at most in one answer. */
export const PAGE = 100;

const isOrdered = (items) => items.every((item, place) => place === 0 || items[place - 1].seq < item.seq);

/** The messages of both lists, a later copy of the same `seq` wins. A page more of a long conversation needs no sorting. */
export function merge(held, news) {
  if (!news.length) return held;
  return [held.concat(news), news.concat(held)].find(isOrdered) ?? sorted(held, news);
}

function sorted(held, news) {
  const bySeq = new Map(held.concat(news).map((item) => [item.seq, item]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** The highest `seq` up to which nothing is missing after the first message held; 0 without messages. */
export function cursor(held) {
  let last = held[0]?.seq ?? 0;
  for (const item of held.slice(1)) {
    if (item.seq !== last + 1) break;
    last = item.seq;
  }
  return last;
}

/** Is something missing below `seq`, or `seq` itself? */
export const isBehind = (held, seq) => cursor(held) < seq;

/** What to ask for so that the page before the first message arrives. */
export const sinceForEarlier = (held) => Math.max(0, (held[0]?.seq ?? 1) - 1 - PAGE);

/** Highest `seq` of the visitor's messages held. */
export const lastOfVisitor = (held) => held.findLast((item) => item.by === "visitor")?.seq ?? 0;
