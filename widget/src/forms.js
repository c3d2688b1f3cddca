import { kindOf } from "./forms/kinds.js";
import { readForm } from "./forms/read.js";
import { describe } from "./forms/seen.js";
import { makeBox } from "./talk/box.js";
import { newId } from "./talk/id.js";

const AGAIN = 10_000; // ms to wait for the server's answer before the same form is told again
const TRIES = 6;
const KEPT = 5; // forms that wait for a line
const MOST_SEEN = 20; // forms that a tab tells the make of, each once

/** Sessions whose page is watched. */
const aware = new WeakSet();

/**
 * Tells the contacts of forms that visitors send, and nothing else of them. Changes and delays nothing of the page.
 * @param {import("./types.d.ts").Desk} desk
 * @param {import("./types.d.ts").Session} session
 */
export function watch(desk, session) {
  const rules = /** @type {import("./types.d.ts").FormRules} */ (desk.settings.forms);
  if (aware.has(session)) return;
  aware.add(session);
  const box = makeBox(`chatdesk.${desk.settings.key}.`, () => sessionStorage);
  /** Forms that the server has not answered: they survive that the page goes away. @returns {any[]} */
  const waiting = () => box.get("forms") || [];
  /** @param {string} [id] */
  const forget = (id) =>
    box.set(
      "forms",
      waiting().filter((frame) => frame.client_id != id),
    );

  /** @param {any} frame @param {number} tries */
  function tell(frame, tries = TRIES) {
    if (!tries || !waiting().some((one) => one.client_id == frame.client_id)) return;
    session.wish(frame);
    setTimeout(() => tell(frame, tries - 1), AGAIN);
  }

  /** @param {HTMLFormElement} form */
  function see(form) {
    const known = box.get("seen") || [];
    const made = known.length < MOST_SEEN && describe(form);
    if (!made || known.includes(made.selector)) return;
    box.set("seen", [...known, made.selector]);
    session.wish({ t: "form_seen", page: location.href.slice(0, 2048), ...made });
  }

  /** @param {Event} event */
  function sent(event) {
    try {
      const form = /** @type {HTMLFormElement} */ (event.target);
      if (!mayRead(desk, session)) return;
      see(form);
      if (!isWanted(form, rules)) return;
      const fields = readForm(form, (field) => kindOf(field, rules.fields));
      if (!fields.length) return;
      const frame = { t: "form", client_id: newId(), form: nameOf(form), page: location.href.slice(0, 2048), fields };
      box.set("forms", [...waiting(), frame].slice(-KEPT));
      tell(frame);
    } catch {
      // the page's own business goes on
    }
  }

  session.on("frame.form", ({ client_id }) => forget(client_id));
  session.on("frame.error", ({ client_id }) => client_id && forget(client_id));
  session.on("reset", () => (box.set("forms", null), box.set("seen", null)));
  for (const frame of waiting()) tell(frame);
  document.addEventListener("submit", sent, true);
}

/**
 * Without consent nothing is read.
 * @param {import("./types.d.ts").Desk} desk
 * @param {any} session
 */
const mayRead = (desk, session) => !desk.host.hidden && session.consent.records();

/** @param {Element} form @param {import("./types.d.ts").FormRules} rules */
function isWanted(form, { only, besides }) {
  /** @param {string} selector */
  const fits = (selector) => {
    try {
      return form.matches(selector);
    } catch {
      return false; // no selector at all
    }
  };
  return (!only.length || only.some(fits)) && !besides.some(fits);
}

/** What the page calls a form. @param {Element} form */
function nameOf(form) {
  const names = ["name", "id", "aria-label"].map((attribute) => form.getAttribute(attribute));
  return (names.find(Boolean) || "").slice(0, 80);
}
