import { el, icon } from "../../kit.js";
import { CHECK, SEND } from "../../window/icons.js";
import { iconButton } from "../../window/parts.js";

const LONGEST = 500; // characters; the server takes no more
const STEPS = [1, 2, 3, 4, 5];

/**
 * How one question is answered: a tap where one answer is enough, a button where more can be said.
 * @param {import("../../types.d.ts").PollQuestion} question
 * @param {typeof import("./words.js").WORDS.en} words
 * @param {{ give: (given: { chosen?: number[], text?: string }) => void, draft: string, write: (draft: string) => void }} with_
 */
export function questionOf({ kind, text, options = [] }, words, { give, draft, write }) {
  const ways = {
    one: () =>
      options.map((option, at) => {
        const choose = () => give({ chosen: [at + 1] });
        return el(
          "button",
          { type: "button", class: "opt", onclick: choose },
          el("i"),
          el("span", { dir: "auto" }, option),
        );
      }),
    many: () => many(options, words, give),
    scale: () => scale(options, give),
    text: () => own(words, give, draft, write),
  };
  return el("fieldset", { tabindex: "-1" }, el("legend", { dir: "auto" }, text), ...ways[kind]());
}

/** @param {string[]} options @param {typeof import("./words.js").WORDS.en} words @param {(given: { chosen: number[] }) => void} give */
function many(options, words, give) {
  const boxes = options.map((_, at) => el("input", { type: "checkbox", value: at + 1 }));
  const chosen = () => boxes.filter((box) => box.checked).map((box) => Number(box.value));
  const next = el("button", { type: "button", class: "b", "aria-disabled": "true" }, words.next);
  for (const box of boxes) box.onchange = () => next.setAttribute("aria-disabled", String(!chosen().length));
  next.onclick = () => chosen().length && give({ chosen: chosen() });
  return [
    ...options.map((option, at) => el("label", { class: "opt" }, boxes[at], el("span", { dir: "auto" }, option))),
    el("div", { class: "row" }, next),
  ];
}

/** @param {string[]} ends @param {(given: { chosen: number[] }) => void} give */
function scale([low = "", high = ""], give) {
  /** @param {number} step */
  const name = (step) => [step, step == 1 ? low : step == 5 ? high : ""].filter(Boolean).join(", ");
  const steps = STEPS.map((step) => {
    const choose = () => give({ chosen: [step] });
    return el("button", { type: "button", class: "opt", "aria-label": name(step), onclick: choose }, String(step));
  });
  const meant = low && el("div", { class: "ends", "aria-hidden": "true" }, el("span", {}, low), el("span", {}, high));
  return [el("div", { class: "steps" }, ...steps), meant];
}

/**
 * @param {typeof import("./words.js").WORDS.en} words
 * @param {(given: { text: string }) => void} give
 * @param {string} draft
 * @param {(draft: string) => void} write
 */
function own(words, give, draft, write) {
  const field = el("textarea", { class: "in1", rows: "3", maxlength: LONGEST, "aria-label": words.own });
  const send = el("button", { type: "button", class: "b" }, words.send);
  const skip = el("button", { type: "button", class: "b t", onclick: () => give({ text: "" }) }, words.skip);
  const fit = () => send.setAttribute("aria-disabled", String(!field.value.trim()));
  field.value = draft;
  field.oninput = () => (fit(), write(field.value));
  send.onclick = () => field.value.trim() && give({ text: field.value.trim() });
  fit();
  return [field, el("div", { class: "row" }, send, skip)];
}

/**
 * After the last answer: thanks, and the way into the talk.
 * @param {string} thanks
 * @param {string} label
 * @param {string} send
 * @param {(text: string) => void} say
 */
export function thanksOf(thanks, label, send, say) {
  const field = el("input", { type: "text", "aria-label": label, placeholder: label, maxlength: "5000" });
  const button = iconButton("send", send, SEND, { type: "submit", "aria-disabled": "true" }, "strong");
  field.oninput = () => button.setAttribute("aria-disabled", String(!field.value.trim()));
  const form = el("form", {}, el("div", { class: "fld" }, field, button));
  form.onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (field.value.trim()) say(field.value.trim());
  };
  const done = el("p", { class: "done", tabindex: "-1" }, icon(CHECK), el("span", { dir: "auto" }, thanks));
  return [done, form];
}
