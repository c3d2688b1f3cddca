import { soldHere } from "./watch/product.js";
import { watchClicks, watchExit, watchForms, watchRest, watchScroll } from "./watch/senses.js";

/**
 * Tells the server what the site's rules ask for, and nothing else. Loaded only where they ask for anything.
 * @param {(frame: object) => boolean} send
 * @param {import("./types.d.ts").Watch} first
 */
export function start(send, first) {
  let ending = new AbortController();
  let wanted = first;

  /** @param {string} what @param {number} [value] */
  const tell = (what, value) => send(value === undefined ? { t: "signal", what } : { t: "signal", what, value });

  function begin() {
    ending.abort();
    ending = new AbortController();
    const { signal } = ending;
    const { scroll = [], idle = [], clicks = [] } = wanted;
    if (scroll.length) watchScroll(scroll, (depth) => tell("scroll", depth), signal);
    if (idle.length) watchRest(idle, (seconds) => (seconds ? tell("idle", seconds) : tell("active")), signal);
    const product = wanted.product && soldHere();
    if (product) send({ t: "product", name: product });
    if (wanted.exit) watchExit(() => tell("exit"), signal);
    if (wanted.forms) watchForms(tell, signal);
    if (clicks.length) watchClicks(clicks, (selector) => send({ t: "click", selector }), signal);
  }

  begin();
  return {
    /** Another page: everything begins anew. */
    pageTurned: begin,
    /** Other rules. @param {import("./types.d.ts").Watch} next */
    change: (next) => ((wanted = next), begin()),
  };
}
