import { el, face } from "../kit.js";
import { partner } from "./context.js";
import { X } from "./icons.js";
import { iconButton } from "./parts.js";

/** Face, name, status; more, close. @param {import("./context.js").Context} cx */
export function makeHeader(cx) {
  const { t, session } = cx;
  const picture = el("span");
  const name = el("h2", { part: "title" });
  const status = el("p", { class: "st", part: "status" });
  const close = iconButton("ib", t("close"), X, { onclick: cx.close });
  const element = el(
    "div",
    { class: "hd", part: "header" },
    picture,
    el("div", { class: "id" }, name, status),
    cx.more,
    close,
  );
  let drawn = "";
  swipeDown(element, cx.close);

  function render() {
    const person = partner(session);
    const down = session.net() == "lost" || session.net() == "connecting";
    const online = session.talk.availability.online;
    const sign = JSON.stringify([person, down, online]);
    name.textContent = person ? person.name : t("win");
    status.textContent = down ? t("st.connecting") : cx.extra()?.status() || t(online ? "st.online" : "st.away");
    if (sign == drawn) return;
    drawn = sign;
    picture.replaceChildren(person ? face(person, down ? null : online) : "");
  }
  return { element, render };
}

/** @param {HTMLElement} element @param {() => void} done */
function swipeDown(element, done) {
  let from = 0;
  element.ontouchstart = ({ touches }) => void (from = touches[0].clientY);
  element.ontouchend = ({ changedTouches }) => changedTouches[0].clientY - from > 60 && done();
}
