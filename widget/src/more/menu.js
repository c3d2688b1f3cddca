import { el, icon } from "../kit.js";
import { PHONE } from "../window/icons.js";
import { END, SOUND } from "./icons.js";

/**
 * "More": sound, phone, the end.
 * @param {import("./equip.js").Own} cx
 * @param {() => void} askEnd
 */
export function makeMenu({ t, session, desk, more: button }, askEnd) {
  const { box, talk } = session;
  const { phone } = desk.settings;
  const element = el("div", { class: "menu", part: "menu", role: "menu", "aria-label": t("more"), hidden: "" });
  const isOpen = () => !element.hidden;

  const sound = el(
    "button",
    { type: "button", class: "mi", role: "menuitemcheckbox", tabindex: "-1", onclick: toggleSound },
    icon(SOUND),
    el("span", {}, t("sound")),
    el("span", { class: "sw" }),
  );
  const call =
    phone &&
    el(
      "a",
      { class: "mi", role: "menuitem", tabindex: "-1", href: `tel:${phone}` },
      icon(PHONE),
      el("span", {}, t("phone.menu", { phone })),
    );
  const end = el(
    "button",
    { type: "button", class: "mi", role: "menuitem", tabindex: "-1", onclick: () => (close(), askEnd()) },
    icon(END, "flip"),
    el("span", {}, t("end.menu")),
  );

  function toggleSound() {
    box.set("quiet", !box.get("quiet"));
    renderSound();
  }
  const renderSound = () => sound.setAttribute("aria-checked", String(!box.get("quiet")));

  function open() {
    const canEnd = talk.conversation && talk.conversation.state != "ended";
    renderSound();
    element.replaceChildren(...[sound, call, canEnd && el("hr"), canEnd && end].filter(Boolean));
    show(true);
    sound.focus();
  }
  function close() {
    if (!isOpen()) return;
    show(false);
    button.focus();
  }
  /** @param {boolean} on */
  function show(on) {
    element.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
  }

  element.onkeydown = (/** @type {KeyboardEvent} */ event) => {
    const items = /** @type {HTMLElement[]} */ ([...element.querySelectorAll(".mi")]);
    const at = items.indexOf(/** @type {any} */ (event.target));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key == "Tab") close();
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  };
  element.onfocusout = (/** @type {FocusEvent} */ event) => {
    if (
      event.relatedTarget &&
      !element.contains(/** @type {Node} */ (event.relatedTarget)) &&
      event.relatedTarget != button
    )
      show(false);
  };
  return { element, isOpen, close, toggle: () => (isOpen() ? close() : open()) };
}
