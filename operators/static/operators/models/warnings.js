/** What the clock of an own conversation warns of (sections 7 and 8 of the design). */

import { elapsed } from "./clock.js";
import { isMine, needsReply } from "./rows.js";

/** Seconds between two alerts of the same step. */
export const REPEAT = 10;

const STEPS = [
  { name: "broken", left: 0, assertive: false, times: 1 },
  { name: "last", left: 30, assertive: true, times: 3 },
  { name: "half", left: 60, assertive: false, times: 1 },
];

export class Warnings {
  /** Question → the step it is in, how often that was warned of, and the second of the clock at the first time. */
  #given = new Map();

  /**
   * What is due now; asking marks it as given. `again`: it was said aloud already, only the alert is repeated.
   * @returns {{row: any, name: string, assertive: boolean, again: boolean}[]}
   */
  due(rows, me, now, promise) {
    const own = [...rows.values()].filter((row) => isMine(row, me) && needsReply(row));
    this.#forget(own);
    return own.map((row) => this.#stepOf(row, elapsed(row.waiting_since, now), promise)).filter(Boolean);
  }

  #stepOf(row, second, promise) {
    const step = STEPS.find((one) => promise - second <= one.left);
    if (!step) return null;
    const given = this.#given.get(questionOf(row));
    const { times, from } = given?.name === step.name ? given : { times: 0, from: second };
    if (times === step.times || second - from < times * REPEAT) return null;
    this.#given.set(questionOf(row), { name: step.name, times: times + 1, from });
    return { row, name: step.name, assertive: step.assertive, again: times > 0 };
  }

  /** Of what is answered nothing is kept. */
  #forget(own) {
    const open = new Set(own.map(questionOf));
    for (const question of this.#given.keys()) if (!open.has(question)) this.#given.delete(question);
  }
}

const questionOf = (row) => `${row.id} ${row.waiting_since}`;
