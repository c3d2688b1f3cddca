import { LATER, REFUSED, STORED } from "./outbox.js";

const PATIENCE = 10_000; // ms to wait for an answer before the same message is sent again
const TRY_AGAIN = ["too_fast", "muted"];

/**
 * Carries the outbox over the wire and tells what became of every message.
 * @param {object} options
 * @param {(frame: object) => boolean} options.send
 * @param {ReturnType<typeof import("./outbox.js").makeOutbox>} options.outbox
 * @param {(frame: import("../types.d.ts").Frame, pending: import("../types.d.ts").Pending) => void} options.stored
 * @param {() => void} options.changed
 */
export function makeDelivery({ send, outbox, stored, changed }) {
  /** @type {{ pending: import("../types.d.ts").Pending, settle: (outcome: string) => void } | null} */
  let current = null;
  /** @type {ReturnType<typeof setTimeout>} */
  let later;

  /** @param {import("../types.d.ts").Pending} pending @returns {Promise<string>} */
  const carry = (pending) =>
    new Promise((resolve) => {
      const { id, text, invitation } = pending;
      if (!send({ t: "message", client_id: id, text, ...(invitation && { invitation }) })) return resolve(LATER);
      const timer = setTimeout(() => (again(1), settle(LATER)), PATIENCE);
      const settle = (/** @type {string} */ outcome) => {
        clearTimeout(timer);
        current = null;
        resolve(outcome);
      };
      current = { pending, settle };
    });

  const flush = () => outbox.flush(carry).then(changed);

  /** @param {number} seconds */
  function again(seconds) {
    clearTimeout(later);
    later = setTimeout(flush, seconds * 1000);
  }

  return {
    flush,
    /** The line is gone: what was on its way is sent again over the next one. */
    cut: () => current?.settle(LATER),
    /** Takes `ack`, `error` and `retry`. @param {import("../types.d.ts").Frame} frame */
    answer(frame) {
      if (!current || frame.client_id != current.pending.id) return;
      const { pending, settle } = current;
      if (frame.t == "ack") {
        stored(frame, pending);
        settle(STORED);
      } else if (frame.t == "retry" || TRY_AGAIN.includes(frame.code || "")) {
        again(frame.after || frame.retry_after || 1);
        settle(LATER);
      } else settle(REFUSED);
    },
  };
}
