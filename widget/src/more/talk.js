import { el, icon } from "../kit.js";
import { partner } from "../window/context.js";
import { DOWN } from "./icons.js";
import { dotsOf, groupOf, note } from "./messages.js";
import { chips } from "./parts.js";
import { ratingOf } from "./rating.js";
import { timeline } from "./timeline.js";

/** @typedef {import("../window/context.js").View} View */

const IMPATIENCE = 15_000; // ms without an answer after which a waiting visitor is told what happens

/**
 * The talk as it stands in the log, and the pill that leads to its end.
 * @param {import("./equip.js").Own} cx
 */
export function makeTalk(cx) {
  const { t, session, times, log } = cx;
  const { talk } = session;
  const jump = el("button", { type: "button", class: "jump", hidden: "", onclick: log.toEnd });
  let below = 0;
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;

  /** @returns {View[]} */
  const history = () => {
    const asked = talk.items.some(({ kind }) => kind == "invitation");
    const greeted = asked ? null : session.box.get("greeted");
    return timeline(talk, session.pending(), Date.now()).flatMap((block) => {
      if (block.kind == "day") return [dayOf(block)];
      if (block.kind == "system") return lineOf(block);
      const view = {
        key: block.key,
        sign: JSON.stringify([block, session.net() == "lost"]),
        make: () => groupOf(cx, block),
      };
      return greeted?.before == block.key ? [log.greet(greeted), view] : [view];
    });
  };

  /** @param {import("./timeline.js").Day} day @returns {View} */
  function dayOf({ key, at }) {
    const text = times.day(at, Date.now());
    return { key, sign: text, make: () => el("p", { class: "sys day" }, text) };
  }

  /** @param {import("./timeline.js").Note} block @returns {View[]} */
  function lineOf({ key, what, name, at }) {
    const known = what == "joined" || what == "left" || what == "ended";
    return known ? [line(key, t(`sys.${what}`, { name, time: times.time(at) }), what == "ended" ? "" : name)] : [];
  }

  /** @param {string} key @param {string} text @param {string} [name] @returns {View} */
  const line = (key, text, name) => ({ key, sign: text, make: () => note(text, name) });

  /** @returns {View[]} */
  function present() {
    const { conversation } = talk;
    const typist = session.typing();
    /** @type {View[]} */
    const views = waitsLong() ? [line("wait", t("wait.any"))] : [];
    if (conversation?.state == "ended")
      views.push({ key: `rating-${conversation.id}`, sign: conversation.rated || "", make: () => ratingOf(cx) });
    if (typist) views.push({ key: "dots", sign: typist.id, make: () => dotsOf(cx, typist) });
    return views;
  }

  /** Nobody has taken the talk for a while: looks again when that becomes true. */
  function waitsLong() {
    clearTimeout(timer);
    const first = talk.items.find(({ by }) => by == "visitor");
    const answered = talk.items.some(({ by, kind }) => by == "operator" && kind != "invitation");
    if (!first || answered || talk.conversation?.state != "waiting" || !talk.availability.online) return false;
    const left = Date.parse(first.at) + IMPATIENCE - Date.now();
    if (left > 0) timer = setTimeout(log.render, left);
    return left <= 0;
  }

  const isEmpty = () => !talk.items.length && !session.pending().length;

  /** Nobody is here: when somebody is, in the visitor's own time. @returns {View | undefined} */
  function away() {
    const { back_at } = talk.availability;
    const person = partner(session);
    if (!back_at) return;
    const back = times.back(back_at, Date.now());
    return person && isEmpty() ? log.greet({ person, text: t("away.text", back) }) : line("away", t("away.sys", back));
  }

  return {
    jump,
    history,
    present,
    away,
    status() {
      const { online, back_at } = talk.availability;
      if (session.typing()) return t("st.typing");
      if (online || !back_at) return "";
      const { time, until } = times.back(back_at, Date.now());
      return t(partner(session) ? "st.away.until" : "st.away.team", { day: until, time });
    },
    fieldLabel() {
      if (talk.conversation?.state == "ended") return t("field.ended");
      return talk.availability.online || isEmpty() ? "" : t("field.left");
    },
    /** @returns {View[]} */
    answers() {
      const invitation = session.invitation();
      if (!invitation?.answers?.length) return [];
      const { id, answers } = invitation;
      return [{ key: "chips", sign: id, make: () => el("div", { class: "hint" }, chips(answers, cx.send)) }];
    },
    /** Says whether the newest message is out of sight. */
    arrived() {
      if (!log.atEnd()) below++;
      renderJump();
      return !log.atEnd();
    },
    renderJump,
  };

  function renderJump() {
    if (log.atEnd()) below = 0;
    jump.hidden = !below;
    jump.replaceChildren(below ? t("jump", { n: below }) : "", icon(DOWN, "s"));
  }
}
