import { el } from "../kit.js";

const JOIN = 1000; // ms: bursts are read out as one
const FORGET = 8000; // ms after which the text is taken away, so that nobody finds it by browsing

/** The one live region. */
export function makeLive() {
  const element = el("p", { class: "vh", role: "status" });
  /** @type {string[]} */
  let waiting = [];
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  /** @param {string} text */
  function say(text) {
    waiting.push(text);
    clearTimeout(timer);
    timer = setTimeout(() => {
      element.textContent = waiting.join(" ");
      waiting = [];
      timer = setTimeout(() => (element.textContent = ""), FORGET);
    }, JOIN);
  }
  return { element, say };
}
