/** How the connection looks to the visitor: short breaks show nothing, a return is said once. */

const BREAK = 2_000; // ms without a socket before it is worth a word
const GOOD_NEWS = 3_000; // ms that "back online" stays

/** @param {() => void} changed */
export function makeLine(changed) {
  /** @type {import("../types.d.ts").Net} */
  let net = "connecting";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @param {import("../types.d.ts").Net} next @param {number} [after] */
  const become = (next, after) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      net = next;
      changed();
      if (next == "back") become("online", GOOD_NEWS);
    }, after);
  };
  return {
    state: () => net,
    /** There is no socket. */
    down: () => become("lost", BREAK),
    /** There is one, and the outbox was tried. @param {boolean} allSent */
    up: (allSent) => become(net == "lost" && allSent ? "back" : "online"),
  };
}
