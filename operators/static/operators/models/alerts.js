/**
 * What rings. A waiting conversation is heard until somebody takes it; one handed over to me until I have opened it.
 * Pure bookkeeping: who plays sounds and draws cards asks here.
 */

import { isWaiting } from "./rows.js";

/** Milliseconds between two rings for the same conversation (section 8 of the design). */
export const REPEAT = 20_000;
/** At most one sound in this many milliseconds. */
export const SPACING = 2_000;

export class Alerts {
  #handed = new Map();
  #hidden = new Set();
  #rang = new Map();
  #last = Number.NEGATIVE_INFINITY;

  /** A colleague gave me this conversation. */
  handedOver(id, from) {
    this.#handed.set(id, from);
  }

  /** I have seen it. */
  opened(id) {
    this.#handed.delete(id);
  }

  /** I do not want the card of this one on my screen; others are still rung. */
  hide(id) {
    this.#hidden.add(id);
    this.#handed.delete(id);
  }

  /** Who handed it over, or undefined. */
  from(id) {
    return this.#handed.get(id);
  }

  /** Everything that wants attention now, the longest waiting first. */
  pending(rows) {
    const wanted = [...rows.values()].filter(
      (row) => (isWaiting(row) && row.waiting_since) || this.#handed.has(row.id),
    );
    const since = (row) => Date.parse(row.waiting_since ?? row.last_at);
    return wanted.filter((row) => !this.#hidden.has(row.id)).sort((a, b) => since(a) - since(b));
  }

  /** The rows whose sound is due now; asking marks them as rung. */
  due(rows, now) {
    if (now - this.#last < SPACING) return [];
    const due = this.pending(rows).filter(
      (row) => now - (this.#rang.get(row.id) ?? Number.NEGATIVE_INFINITY) >= REPEAT,
    );
    if (due.length) this.#last = now;
    for (const row of due) this.#rang.set(row.id, now);
    return due;
  }
}
