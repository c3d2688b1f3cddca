/** Two live regions speak for the whole desk (section 7 of the design). */

import { signal } from "@preact/signals";
import { t } from "./words.js";

/** Milliseconds between two remarks about other conversations. */
const SELDOM = 5_000;

export const polite = signal("");
export const assertive = signal("");

let turn = false;
let count = 0;
let waits = null;

/** Says a text once. The same text twice in a row is made different by an invisible mark. */
export function announce(text, politeness = "polite") {
  turn = !turn;
  const region = politeness === "assertive" ? assertive : polite;
  region.value = turn ? text : `${text}\u200b`;
}

/** Says how many conversations need the operator: only when there are more, at most once in 5 s. */
export function announceNeed(needed) {
  const isMore = needed > count;
  count = needed;
  if (!isMore || waits) return;
  waits = setTimeout(() => {
    waits = null;
    if (count) announce(t.needYou(count));
  }, SELDOM);
}
