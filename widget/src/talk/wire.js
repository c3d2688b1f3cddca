import { backoff, penalty } from "./backoff.js";

const SILENCE = 60_000; // ms without a frame after which an open conversation's line counts as dead: the server speaks every 25 s
const ANSWER = 5_000; // ms to wait for the answer to a question that proves the line alive
const LOOK = 15_000; // ms between two looks at the clock; a jump means that the computer slept

/** Close codes that say: not so fast, or not at all. */
const REFUSALS = [4400, 4401, 4429];

/**
 * One socket that comes back by itself. Knows nothing of what it carries.
 * @param {object} options
 * @param {string} options.url
 * @param {() => object} options.hello The first frame.
 * @param {(frame: import("../types.d.ts").Frame) => void} options.receive
 * @param {() => object | null} options.question A frame that the server must answer, or null if there is nothing to ask.
 * @param {(up: boolean) => void} options.changed Told when the server has welcomed us and when the line is gone.
 */
export function makeWire({ url, hello, receive, question, changed }) {
  /** @type {WebSocket | null} */
  let socket = null;
  let up = false;
  let attempt = 0;
  let heard = 0;
  let beats = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let doubt;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let clock;
  let looked = 0;

  const wanted = () => clock !== undefined;

  function connect() {
    clearTimeout(retry);
    if (socket || !wanted()) return;
    try {
      socket = new WebSocket(url);
    } catch {
      return; // the page forbids connections
    }
    const own = socket;
    own.onopen = () => own.send(JSON.stringify(hello()));
    own.onmessage = ({ data }) => own == socket && hear(data);
    own.onclose = ({ code }) => own == socket && lose(code);
  }

  /** @param {string} data */
  function hear(data) {
    heard = Date.now();
    clearTimeout(doubt);
    try {
      const frame = JSON.parse(data);
      beats ||= frame.t == "newest";
      if (frame.t == "welcome") attempt = 0;
      receive(frame);
      if (frame.t == "welcome" && !up) changed((up = true));
    } catch {
      // rubbish is not worth the page's attention
    }
  }

  /** @param {number} code */
  function lose(code) {
    socket = null;
    beats = false;
    clearTimeout(doubt);
    if (up) changed((up = false));
    if (wanted()) retry = setTimeout(connect, REFUSALS.includes(code) ? penalty() : backoff(attempt++));
  }

  function drop() {
    const own = socket;
    if (!own) return;
    lose(0);
    own.close();
  }

  /** Asks for what may have been missed; without an answer the line is dead. */
  function check() {
    if (!socket) return connect();
    const frame = up && question();
    if (!frame) return;
    clearTimeout(doubt);
    doubt = setTimeout(() => (drop(), connect()), ANSWER);
    send(frame);
  }

  function look() {
    const now = Date.now();
    if (now - looked > 3 * LOOK || (beats && now - heard > SILENCE)) check();
    looked = now;
  }

  /** @param {object} frame @returns {boolean} whether it went out */
  function send(frame) {
    if (!up || socket?.readyState != 1) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  return {
    send,
    check,
    start() {
      if (wanted()) return;
      looked = Date.now();
      clock = setInterval(look, LOOK);
      connect();
    },
    /** Leaves without a word, for a page that is put aside. */
    stop() {
      clearInterval(clock);
      clearTimeout(retry);
      clock = undefined;
      drop();
    },
  };
}
