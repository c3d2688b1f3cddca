import { maskCards } from "../more/mask.js";

const LONGEST = { name: 80, email: 254, phone: 32 };
export const IGNORED = "[data-chat-ignore],[data-lc-ignore],[contenteditable]:not([contenteditable=false])";

/**
 * The contacts that a form holds at this moment.
 * @param {HTMLFormElement} form
 * @param {(field: HTMLInputElement) => string} kindOf
 * @returns {{ kind: string, value: string }[]}
 */
export function readForm(form, kindOf) {
  if (form.closest(IGNORED)) return [];
  // Not form.elements: a field of that name would stand in its place.
  const fields = [...document.querySelectorAll("input")].filter((field) => field.form == form && isShown(field));
  /** @type {Record<string, string>} */
  const found = {};
  for (const field of fields) {
    const kind = kindOf(field);
    if (kind && !found[kind]) found[kind] = field.value.trim();
  }
  return contactsIn(found);
}

/**
 * A first and a family name are one name; what can be no such value, or holds a card's number, is left out.
 * @param {Record<string, string>} found
 */
export function contactsIn({ name, given, family, email, phone }) {
  const whole = [given, family].filter(Boolean).join(" ");
  /** @type {[keyof typeof LONGEST, string][]} */
  const values = [
    ["name", name || whole],
    ["email", email],
    ["phone", phone],
  ];
  return values
    .filter(
      ([kind, value]) => value && value.length <= LONGEST[kind] && maskCards(value) == value && isOne(kind, value),
    )
    .map(([kind, value]) => ({ kind, value }));
}

/** @param {string} kind @param {string} value */
function isOne(kind, value) {
  if (kind == "email") return /.@./.test(value);
  if (kind == "phone") return (value.match(/\p{Nd}/gu) || []).length >= 5;
  return /\p{L}/u.test(value) && !value.includes("@");
}

/** A trap for robots is no field that a visitor filled in. @param {HTMLInputElement} field */
function isShown(field) {
  if (field.disabled || field.closest(IGNORED) || field.closest("[aria-hidden=true]")) return false;
  const { width, height, right, bottom } = field.getBoundingClientRect();
  const { visibility, opacity } = getComputedStyle(field);
  const offPage = right + scrollX < 0 || bottom + scrollY < 0;
  return width > 1 && height > 1 && !offPage && visibility == "visible" && opacity != "0";
}
