import { el } from "../kit.js";

/**
 * Up to four answers to tap.
 * @param {string[]} answers
 * @param {(answer: string) => void} choose
 */
export const chips = (answers, choose) =>
  el(
    "div",
    { class: "chips" },
    ...answers
      .slice(0, 4)
      .map((answer) => el("button", { type: "button", class: "chip", onclick: () => choose(answer) }, answer)),
  );

/** Text for screen readers only. @param {string} text */
export const hidden = (text) => el("span", { class: "vh" }, text);
