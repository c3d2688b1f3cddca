/** What the clock of an own conversation says aloud, once each (section 7 of the design). */

import { elapsed } from "./clock.js";
import { isMine, needsReply } from "./rows.js";

const STEPS = [
  { name: "broken", left: 0, assertive: false },
  { name: "last", left: 30, assertive: true },
  { name: "half", left: 60, assertive: false },
];

export class Warnings {
  #said = new Set();

  /**
   * What is to be said now.
   * @returns {{row: object, name: string, assertive: boolean}[]}
   */
  due(rows, me, now, promise) {
    const own = [...rows.values()].filter((row) => isMine(row, me) && needsReply(row));
    return own.map((row) => this.#stepOf(row, now, promise)).filter(Boolean);
  }

  #stepOf(row, now, promise) {
    const left = promise - elapsed(row.waiting_since, now);
    const step = STEPS.find((one) => left <= one.left);
    const key = `${row.id} ${row.waiting_since} ${step?.name}`;
    if (!step || this.#said.has(key)) return null;
    this.#said.add(key);
    return { row, name: step.name, assertive: step.assertive };
  }
}
