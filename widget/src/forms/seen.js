import { isSecret, marksOf, recognise } from "./kinds.js";
import { IGNORED } from "./read.js";

const MOST = 30;
const LONGEST = 160;
const SHOWN = ["text", "email", "tel", "", "password"];

/** @typedef {{ selector: string, kind: string }} SeenField */

/**
 * How a form is made: what its fields are called and what they are taken for, never what is in them. Null: it has no name.
 * @param {HTMLFormElement} form
 * @returns {{ selector: string, fields: SeenField[] } | null}
 */
export function describe(form) {
  const selector = form.closest(IGNORED) ? "" : selectorOf(form, ["id", "name", "aria-label", "action"], "form");
  if (!selector) return null;
  const fields = [...document.querySelectorAll("input")]
    .filter((field) => field.form == form && !field.closest(IGNORED))
    .map((field) => ({ marks: marksOf(field), selector: selectorOf(field, ["name", "id"], "") }))
    .filter((field) => field.selector && SHOWN.includes(field.marks.type))
    .map(({ marks, selector }) => ({ selector, kind: isSecret(marks) ? "secret" : recognise(marks) }));
  return { selector, fields: fields.slice(0, MOST) };
}

/** @param {Element} element @param {string[]} attributes The best first. @param {string} tag */
function selectorOf(element, attributes, tag) {
  const found = attributes.find((name) => element.getAttribute(name)?.trim());
  // A query or a line break is no name that stays.
  const value = (found && element.getAttribute(found)) || "";
  if (!found || /[\n\r?]/.test(value)) return "";
  const selector = found == "id" ? `#${CSS.escape(value)}` : `${tag}[${found}="${value.replace(/["\\]/g, "\\$&")}"]`;
  return selector.length > LONGEST ? "" : selector;
}
