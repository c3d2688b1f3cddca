import { el, face, icon } from "../kit.js";
import { partner } from "./context.js";
import { PHONE } from "./icons.js";
import { reconcile } from "./parts.js";

/** @typedef {import("./context.js").View} View */

const NEAR = 48; // px from the end that still count as "at the end"

/** @param {import("./context.js").Context} cx */
export function makeLog(cx) {
  const { t, session, desk } = cx;
  const { talk } = session;
  const { phone, greeting } = desk.settings;
  const element = el("div", {
    class: "log",
    part: "log",
    role: "log",
    "aria-live": "off",
    "aria-label": t("msgs"),
    tabindex: "0",
  });
  /** @type {Map<string, { sign: string, node: HTMLElement }>} */
  const shown = new Map();
  let atEnd = true;

  element.onscroll = () => {
    atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    seen();
  };
  new ResizeObserver(() => atEnd && toEnd()).observe(element);

  function toEnd() {
    element.scrollTop = element.scrollHeight;
    atEnd = true;
    seen();
  }

  /** What the visitor sees is read. */
  function seen() {
    if (cx.isOpen() && atEnd && !document.hidden) session.read();
    cx.extra()?.render();
  }

  function render() {
    const extra = cx.extra();
    reconcile(element, shown, [...(extra ? extra.history() : []), ...opening(), ...(extra ? extra.present() : [])]);
    if (atEnd) toEnd();
  }

  /** What stands there before anything was said. @returns {View[]} */
  function opening() {
    const extra = cx.extra();
    const note = desk.note ? [line("note", desk.note)] : [];
    const empty = !talk.items.length && !session.pending().length;
    if (!talk.availability.online && session.net() != "connecting" && talk.conversation?.state != "ended")
      return [...note, extra?.away() || line("away", t("away.unknown"))];
    if (!empty) return [];
    const views = extra ? extra.answers() : [];
    const first = greeted();
    views.unshift(...note, ...(first ? [greet(first)] : []));
    if (!first && talk.availability.several) views.push(line("empty", t("empty.several")));
    if (phone && desk.cd.hasAttribute("data-m")) views.push({ key: "phone", sign: "", make: call });
    return views;
  }

  /** The first words of the other side; with the visitor's first message they become part of the talk. */
  function greeted() {
    const person = partner(session);
    if (talk.items.length || !person || !talk.availability.online) return null;
    return session.invitation() || { person, text: greeting?.[desk.language] || t("greet", { name: person.name }) };
  }

  const call = () =>
    el("a", { class: "phone", href: `tel:${phone}` }, icon(PHONE), t("phone.line", { phone: phone || "" }));

  return {
    element,
    render,
    toEnd,
    seen,
    atEnd: () => atEnd,
    greet,
    greeted,
    /** Where the reader is, counted from the end. */
    place: () => (atEnd ? 0 : element.scrollHeight - element.scrollTop),
    /** @param {number} place */
    goTo(place) {
      if (!place) return toEnd();
      element.scrollTop = element.scrollHeight - place;
    },
  };
}

/** A sentence of the system. @param {string} key @param {string} text @returns {View} */
const line = (key, text) => ({ key, sign: text, make: () => el("p", { class: "sys" }, text) });

/**
 * Words of a person that are not a stored message.
 * @param {{ person: import("../types.d.ts").Person, text: string }} greeting
 * @returns {View}
 */
const greet = ({ person, text }) => ({
  key: "greeting",
  sign: person.name + text,
  make: () =>
    el(
      "div",
      { class: "g" },
      el("p", { class: "by" }, el("b", {}, person.name)),
      el("p", { class: "m", dir: "auto" }, text),
      face(person),
    ),
});
