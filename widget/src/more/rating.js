import { el, icon } from "../kit.js";
import { CHECK } from "../window/icons.js";
import { GOOD, MEH, POOR } from "./icons.js";

/** @type {["yes" | "partly" | "no", string][]} */
const WORDS = [
  ["yes", GOOD],
  ["partly", MEH],
  ["no", POOR],
];

/** "Did I help?": three words, and one line that may stay empty. @param {import("./equip.js").Own} cx */
export function ratingOf(cx) {
  const { t, session } = cx;
  const card = el("div", { class: "card", part: "card" });
  const thank = () => card.replaceChildren(el("p", { class: "done" }, icon(CHECK), el("span", {}, t("rate.thanks"))));
  if (session.talk.conversation?.rated) {
    thank();
    return card;
  }
  const why = el("textarea", { class: "in1", id: "why", rows: "2", maxlength: "500" });
  const more = el(
    "form",
    { hidden: "" },
    el("div", { class: "f" }, el("label", { for: "why" }, t("rate.why")), why),
    el("div", { class: "row" }, el("button", { class: "b" }, t("send"))),
  );
  let value = WORDS[0][0];
  const options = WORDS.map(([word, drawing]) =>
    el(
      "label",
      {},
      el("input", { class: "vh", type: "radio", name: "rate", value: word, onchange: () => choose(word) }),
      icon(drawing),
      el("span", {}, t(`rate.${word}`)),
    ),
  );
  /** @param {typeof value} word */
  function choose(word) {
    value = word;
    more.hidden = false;
    cx.log.toEnd();
  }
  more.onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    session.rate(value, why.value.trim());
    thank();
    cx.say(t("rate.thanks"));
  };
  card.append(
    el("h3", { id: "rate" }, t("rate.title")),
    el("div", { class: "rate", role: "radiogroup", "aria-labelledby": "rate" }, ...options),
    more,
  );
  return card;
}
