import { el, face, icon } from "../kit.js";
import { isGesture } from "./emoji.js";
import { ALERT, TICKS } from "./icons.js";
import { isOwn, pieces } from "./links.js";
import { hidden } from "./parts.js";

/** @typedef {import("./equip.js").Own} Context */

/** What somebody wrote, as text and links. @param {string} text */
function bubble(text) {
  const parts = pieces(text).map((piece) => (typeof piece == "string" ? piece : link(piece)));
  return el("p", { class: `m${isGesture(text) ? " big" : ""}`, dir: "auto" }, ...parts);
}

/** @param {{ text: string, href: string }} piece */
function link({ text, href }) {
  const own = isOwn(href, location.host);
  return el("a", { href, rel: "noopener noreferrer nofollow", target: own ? null : "_blank" }, text);
}

/** @param {Context} cx @param {import("./timeline.js").Group} group */
export const groupOf = (cx, group) => (group.mine ? mine(cx, group) : theirs(cx, group));

/** @param {Context} cx @param {import("./timeline.js").Group} group */
function mine({ t, times, session }, { lines, at, state, failed }) {
  const tick = /** @type {"sending" | "sent" | "read"} */ (state);
  const foot = failed
    ? el(
        "p",
        { class: "at bad" },
        icon(ALERT, "s"),
        el("span", {}, t("fail")),
        el("button", { type: "button", onclick: () => session.retry(failed) }, t("fail.again")),
      )
    : el(
        "p",
        { class: "at" },
        el("time", {}, times.time(at)),
        icon(TICKS[tick], tick == "read" ? "seen" : "", "17 14"),
        hidden(t(tick)),
        tick == "sending" && session.net() == "lost" && ` ${t("tick.wait")}`,
      );
  return el(
    "div",
    { class: "g me", part: "message-own" },
    hidden(t("you")),
    ...lines.map(({ text }) => bubble(text)),
    foot,
  );
}

/** @param {Context} cx @param {import("./timeline.js").Group} group */
const theirs = ({ times }, { person, lines, at }) =>
  el(
    "div",
    { class: "g", part: "message" },
    person && el("p", { class: "by" }, el("b", {}, person.name), at && " ", at && el("time", {}, times.time(at))),
    ...lines.map(({ text }) => bubble(text)),
    person && face(person),
  );

/** @param {Context} cx @param {import("../types.d.ts").Person} person */
export const dotsOf = ({ t }, person) =>
  el(
    "div",
    { class: "g" },
    el("div", { class: "m dots" }, hidden(t("typing", { name: person.name })), el("i"), el("i"), el("i")),
    face(person),
  );

/** A line of the system; a person's name in it is bold. @param {string} text @param {string} [name] */
export function note(text, name) {
  const [before, after] = name ? text.split(name) : [text];
  return el("p", { class: "sys", part: "system" }, before, name && el("b", {}, name), after);
}
