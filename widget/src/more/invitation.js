import { el, face } from "../kit.js";
import { isField } from "../talk/placement.js";
import { SEND, X } from "../window/icons.js";
import { iconButton } from "../window/parts.js";
import { chips } from "./parts.js";

const CALM = 2000; // ms without the visitor's doing before the invitation is read out

/**
 * The card above the launcher: a trigger's question, or the newest message while the window is closed.
 * @param {import("./equip.js").Own} cx
 */
export function makeInvitation(cx) {
  const { t, times, session, desk } = cx;
  const slot = el("div");
  let drawn = "";
  let dismissed = 0;

  /** @returns {{ id: string, person: import("../types.d.ts").Person, text: string, answers?: string[], at: string, asks: boolean, ad?: () => HTMLElement, bare?: boolean } | null} */
  function wanted() {
    if (cx.isOpen() || document.hidden) return null;
    const last = session.newest();
    if (last?.person && session.unread() && last.seq > dismissed)
      return { id: `m${last.seq}`, person: last.person, text: last.text, at: last.at, asks: false };
    const invitation = session.invitation();
    if (!invitation || invitation.action || (drawn != invitation.id && isField(document.activeElement))) return null;
    return { ...invitation, asks: true };
  }

  function render() {
    const card = wanted();
    const id = card ? card.id : "";
    if (id == drawn) return;
    drawn = id;
    slot.replaceChildren(card ? draw(card) : "");
    if (card?.asks) {
      session.shown(id);
      session.emit("invitation.shown", { id, text: card.text });
      setTimeout(() => drawn == id && cx.say(`${card.person.name}: ${card.text}`), CALM);
    }
  }

  /** @param {NonNullable<ReturnType<typeof wanted>>} card */
  function draw({ id, person, text, answers = [], at, asks, ad, bare }) {
    const minutes = times.minutesAgo(at, Date.now());
    const when = minutes ? t("inv.new", { n: minutes }) : t("inv.now");
    const role = person.title ? t("inv.role", { area: person.title }) : t("st.online");
    const label = t(asks ? (answers.length ? "inv.reply" : "inv.reply.only") : "inv.answer");
    const dismiss = () => leave(id, asks);
    const box = el(
      "section",
      { class: "inv", part: "invitation", "aria-label": t("inv.label", { name: person.name }) },
      el(
        "div",
        { class: "who" },
        face(person, asks || null),
        el("span", {}, el("b", {}, person.name), el("small", {}, asks ? role : when)),
      ),
      iconButton("ib", t("inv.dismiss"), X, { onclick: dismiss }),
      ad ? ad() : el("p", { class: "say", dir: "auto" }, text),
      answers.length > 0 && chips(answers, answer),
      !bare && reply(label, t("send"), answer),
    );
    box.onkeydown = (/** @type {KeyboardEvent} */ event) => {
      // Never `false`: it would swallow every other key.
      if (event.key == "Escape") dismiss();
    };
    return box;
  }

  /** @param {string} text */
  function answer(text) {
    cx.send(text);
    cx.open();
  }

  /** @param {string} id @param {boolean} asks */
  function leave(id, asks) {
    const inside = slot.contains(/** @type {ShadowRoot} */ (slot.getRootNode()).activeElement);
    if (asks) {
      session.dismiss(id);
      session.emit("invitation.dismissed", { id });
    } else dismissed = Number(id.slice(1));
    render();
    if (inside) desk.launcher.focus();
  }

  const later = () => setTimeout(render);
  const { signal } = cx;
  for (const type of ["visibilitychange", "focusout"]) document.addEventListener(type, later, { signal });
  signal.addEventListener("abort", () => slot.remove());
  return { element: slot, render };
}

/** @param {string} label @param {string} send @param {(text: string) => void} answer */
function reply(label, send, answer) {
  const field = el("input", { type: "text", "aria-label": label, placeholder: label, maxlength: "5000" });
  const button = iconButton("send", send, SEND, { type: "submit", "aria-disabled": "true" }, "strong");
  field.oninput = () => button.setAttribute("aria-disabled", String(!field.value.trim()));
  const form = el("form", {}, el("div", { class: "fld" }, field, button));
  form.onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (field.value.trim()) answer(field.value.trim());
  };
  return form;
}
