import { el } from "../kit.js";

/**
 * "End the conversation?", in the composer's place.
 * @param {import("./equip.js").Own} cx
 */
export function makeEnding({ t, session, composer }) {
  const yes = el("button", { type: "button", class: "b", onclick: () => (session.end(), close()) }, t("end.ok"));
  const no = el("button", { type: "button", class: "b q", onclick: () => close() }, t("end.no"));
  const element = el(
    "div",
    { class: "ask", role: "group", "aria-label": t("end.ask"), hidden: "" },
    el("p", {}, t("end.ask")),
    el("div", { class: "row" }, yes, no),
  );
  function close() {
    element.hidden = true;
    composer.element.hidden = false;
    composer.field.focus();
  }
  return {
    element,
    isOpen: () => !element.hidden,
    close,
    open() {
      composer.element.hidden = true;
      element.hidden = false;
      no.focus();
    },
  };
}
