/** Messages on their way: kept until the server has stored them, sent in their order and by one tab at a time. */

/** @typedef {import("../types.d.ts").Pending} Pending */

const NAME = "outbox";

/** What a try to send may end with: stored, refused for good, or to be tried again. */
export const STORED = "stored";
export const REFUSED = "refused";
export const LATER = "later";

/**
 * @param {import("../types.d.ts").Box} box
 * @param {(name: string, work: () => Promise<void>) => Promise<void>} alone Runs work while no other tab does the same.
 */
export function makeOutbox(box, alone) {
  const list = () => /** @type {Pending[]} */ (Array.isArray(box.get(NAME)) ? box.get(NAME) : []);
  /** @param {Pending[]} pending */
  const save = (pending) => box.set(NAME, pending);
  /** @param {string} id @param {Partial<Pending>} change */
  const alter = (id, change) => save(list().map((one) => (one.id == id ? { ...one, ...change } : one)));
  /** @param {string} id */
  const remove = (id) => save(list().filter((one) => one.id != id));
  const next = () => list().find((one) => !one.failed);

  return {
    list,
    /** @param {Pending} pending */
    add: (pending) => save([...list(), pending]),
    /** A refused message is sent again under a new id, as the server may remember the old one. @param {string} id @param {string} fresh */
    retry: (id, fresh) => alter(id, { id: fresh, failed: false }),
    /**
     * Sends what waits, one after the other, until all is stored or the line breaks.
     * @param {(pending: Pending) => Promise<string>} send
     */
    flush: (send) =>
      alone(NAME, async () => {
        for (let pending = next(); pending; pending = next()) {
          const outcome = await send(pending);
          if (outcome == LATER) return;
          if (outcome == STORED) remove(pending.id);
          else alter(pending.id, { failed: true });
        }
      }),
  };
}
