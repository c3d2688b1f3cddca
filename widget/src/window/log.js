import { el, icon } from "../kit.js";
import { partner } from "./context.js";
import { DOWN, PHONE } from "./icons.js";
import { dotsOf, groupOf, note } from "./messages.js";
import { reconcile } from "./parts.js";
import { timeline } from "./timeline.js";

const NEAR = 48; // px from the end that still count as "at the end"
const IMPATIENCE = 15_000; // ms without an answer after which a waiting visitor is told what happens

/** @param {import("./context.js").Context} cx */
export function makeLog(cx) {
  const { t, session, times } = cx;
  const { talk } = session;
  const element = el("div", { class: "log", part: "log", role: "log", "aria-live": "off", "aria-label": t("msgs"), tabindex: "0" });
  const jump = el("button", { type: "button", class: "jump", hidden: "", onclick: () => toEnd() });
  /** @type {Map<string, { sign: string, node: HTMLElement }>} */
  const shown = new Map();
  let atEnd = true;
  let below = 0;
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;

  element.onscroll = () => {
    atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    if (atEnd && below) renderJump((below = 0));
    if (atEnd) seen();
  };
  new ResizeObserver(() => atEnd && toEnd()).observe(element);

  function toEnd() {
    element.scrollTop = element.scrollHeight;
    atEnd = true;
    renderJump((below = 0));
    seen();
  }

  /** What the visitor sees is read. */
  function seen() {
    if (cx.isOpen() && atEnd && !document.hidden) session.read();
  }

  /** @param {number} n */
  function renderJump(n) {
    jump.hidden = !n;
    jump.replaceChildren(n ? t("jump", { n }) : "", icon(DOWN, "s"));
  }

  function render() {
    reconcile(element, shown, [...history(), ...present()]);
    if (atEnd) toEnd();
  }

  const history = () => {
    const greeted = session.box.get("greeted");
    return timeline(talk, session.pending(), Date.now()).flatMap((block) => {
      if (block.kind == "day") return [{ key: block.key, sign: times.day(block.at, Date.now()), make: () => el("p", { class: "day" }, times.day(block.at, Date.now())) }];
      if (block.kind == "system") return lineOf(block);
      const view = { key: block.key, sign: JSON.stringify([block, session.net() == "lost"]), make: () => groupOf(cx, block) };
      return greeted?.before == block.key ? [greetingOf(greeted), view] : [view];
    });
  };

  /** @param {{ person: import("../types.d.ts").Person, text: string }} greeting */
  const greetingOf = ({ person, text }) => ({
    key: "greeting",
    sign: person.name + text,
    make: () =>
      groupOf(cx, { kind: "group", key: "", mine: false, person, at: "", lines: [{ key: "", text }], state: "" }),
  });

  /** @param {import("./timeline.js").Note} block */
  function lineOf({ key, what, name, at }) {
    const known = what == "joined" || what == "left" || what == "ended";
    if (!known) return [];
    const text = t(`sys.${what}`, { name, time: times.time(at) });
    return [{ key, sign: text, make: () => note(text, what == "ended" ? "" : name) }];
  }

  /** What is not a message but true now. */
  function present() {
    const views = [];
    const empty = !talk.items.length && !session.pending().length;
    const { availability, conversation } = talk;
    const invitation = session.invitation();
    const person = partner(session);
    const typist = session.typing();
    /** @param {string} key @param {string} text */
    const line = (key, text) => views.push({ key, sign: text, make: () => note(text) });

    if (empty && invitation) {
      views.push(greetingOf(invitation));
      const { chips } = cx.extra() || {};
      if (chips && invitation.answers?.length)
        views.push({ key: "chips", sign: invitation.id, make: () => el("div", { class: "hint" }, chips(invitation.answers || [], cx.send)) });
    } else if (!availability.online && session.net() != "connecting" && !(conversation?.state == "ended")) away();
    else if (empty && person) views.push(greetingOf({ person, text: greetingText(person) }));
    else if (empty && availability.several) line("empty", t("empty.several"));

    if (empty && cx.desk.settings.phone && cx.desk.cd.hasAttribute("data-m")) views.push(phone(cx.desk.settings.phone));
    if (waitsLong()) line("wait", t("wait.any"));
    const { rating } = cx.extra() || {};
    if (rating && conversation?.state == "ended") views.push({ key: `rating-${conversation.id}`, sign: conversation.rated ? "done" : "", make: rating });
    if (typist) views.push({ key: "dots", sign: typist.id, make: () => dotsOf(cx, typist) });
    return views;

    function away() {
      const back = availability.back_at && times.back(availability.back_at, Date.now());
      if (!back) return empty && line("away", t("away.unknown"));
      if (person && empty) return views.push(greetingOf({ person, text: t("away.text", back) }));
      return line("away", t("away.sys", back));
    }
  }

  /** @param {import("../types.d.ts").Person} person */
  const greetingText = (person) => cx.desk.settings.greeting?.[cx.desk.language] || t("greet", { name: person.name });

  /** @param {string} number */
  const phone = (number) => ({
    key: "phone",
    sign: number,
    make: () => el("a", { class: "phone", href: `tel:${number}` }, icon(PHONE), t("phone.line", { phone: number })),
  });

  /** Nobody has taken the talk for a while: looks again when that becomes true. */
  function waitsLong() {
    clearTimeout(timer);
    const first = talk.items.find(({ by }) => by == "visitor");
    if (!first || talk.conversation?.state != "waiting" || !talk.availability.online || talk.items.some(({ by, kind }) => by == "operator" && kind != "invitation")) return false;
    const left = Date.parse(first.at) + IMPATIENCE - Date.now();
    if (left > 0) timer = setTimeout(render, left);
    return left <= 0;
  }

  return {
    element,
    jump,
    render,
    toEnd,
    seen,
    /** The greeting that is shown now becomes part of the talk that the message begins. @param {string} before */
    keepGreeting(before) {
      const person = partner(session);
      if (talk.items.length || session.invitation() || !person || !talk.availability.online) return;
      session.box.set("greeted", { before, person, text: greetingText(person) });
    },
    /** Messages came: say how many are below the visible part. @param {number} count */
    arrived(count) {
      if (!atEnd) renderJump((below += count));
      return atEnd;
    },
    /** Where the reader is, counted from the end. */
    place: () => (atEnd ? 0 : element.scrollHeight - element.scrollTop),
    /** @param {number} place */
    goTo(place) {
      if (!place) return toEnd();
      element.scrollTop = element.scrollHeight - place;
    },
  };
}
