import { el } from "../kit.js";
import { X } from "../window/icons.js";
import { iconButton } from "../window/parts.js";
import { tellDismissed, tellShown } from "./deed.js";
import { makeAnswers } from "./poll/answers.js";
import { questionOf, thanksOf } from "./poll/question.js";
import { WORDS } from "./poll/words.js";

const THANKS = 6000; // ms that the thanks stay, unless the visitor is at them

/**
 * One to three questions, one at a time: in the bubble while the window is closed, above the talk while it is open.
 * What was answered is kept whatever happens to the rest (D06).
 * @param {import("../types.d.ts").Desk} desk
 * @param {import("../types.d.ts").Session} session
 * @returns {import("./deed.js").Deed}
 */
export function makePoll(desk, session) {
  const { cd, shadow } = desk;
  const answers = makeAnswers(session);
  const sheet = el("div", { class: "poll" });
  /** @type {HTMLElement | null} */
  let block = null;
  let drawn = "";
  /** The one that was answered to its end, while its thanks stand. @type {import("../types.d.ts").Invitation | null} */
  let thanked = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let ending;
  const log = () => cd.querySelector(".win:not([hidden]) .log");
  const isInside = () => sheet.contains(shadow.activeElement);

  /** Number of the first question that is not answered; 0: none. @param {import("../types.d.ts").Invitation} one */
  function place(one) {
    const done = answers.done(one);
    return (one.poll?.questions || []).findIndex((_, at) => !done.includes(at + 1)) + 1;
  }

  /** @param {import("../types.d.ts").Invitation} one */
  function draw(one) {
    const at = place(one);
    const wanted = [one.id, at, desk.language].join();
    if (wanted == drawn) return;
    const moves = drawn && isInside();
    drawn = wanted;
    sheet.replaceChildren(...(at ? asked(one, at) : thanksFor(one)));
    if (moves) /** @type {HTMLElement} */ (sheet.querySelector("[tabindex]")).focus({ preventScroll: true });
  }

  /** @param {import("../types.d.ts").Invitation} one @param {number} at */
  function asked(one, at) {
    const words = WORDS[desk.language];
    const { questions } = /** @type {import("../types.d.ts").Poll} */ (one.poll);
    const many = questions.length > 1;
    const given = {
      draft: answers.draft(one.id),
      write: (/** @type {string} */ draft) => answers.write(one.id, draft),
      give: (/** @type {{ chosen?: number[], text?: string }} */ answer) => {
        if (at == place(one)) answers.give(one.id, at, answer);
        if (!place(one)) thank(one);
        session.emit("change");
      },
    };
    return [
      ...(at == 1 ? [el("p", { class: "say", dir: "auto" }, one.text)] : []),
      el("small", {}, many ? words.step(at, questions.length) : words.one),
      questionOf(questions[at - 1], words, given),
    ];
  }

  /** @param {import("../types.d.ts").Invitation} one */
  function thanksFor(one) {
    const words = WORDS[desk.language];
    return thanksOf(one.poll?.thanks || words.thanks, words.ask, words.send, (text) => {
      session.send(text, one.id);
      leave();
      desk.open("visitor");
    });
  }

  /** @param {import("../types.d.ts").Invitation} one */
  function thank(one) {
    thanked = one;
    wait();
  }

  /** Whoever looks at the thanks, or writes below them, is not hurried. */
  function wait() {
    clearTimeout(ending);
    ending = setTimeout(() => (isInside() || sheet.matches(":hover") ? wait() : leave()), THANKS);
  }

  function leave() {
    clearTimeout(ending);
    thanked = null;
    session.emit("change");
  }

  /** @param {import("../types.d.ts").Invitation} one */
  function blockOf(one) {
    const words = WORDS[desk.language];
    const dismiss = () => tellDismissed(session, one);
    const box = el(
      "section",
      { class: "offer", "aria-label": words.label },
      sheet,
      iconButton("ib", words.dismiss, X, { onclick: dismiss }),
    );
    box.onkeydown = (/** @type {KeyboardEvent} */ event) => {
      if (event.key != "Escape") return;
      event.stopPropagation();
      dismiss();
    };
    return box;
  }

  session.on("invitation.dismissed", () => thanked && leave());
  session.on("box.poll", () => session.emit("change"));

  return {
    lasting: () => thanked,
    told(one) {
      if (!place(one) && !thanked) return null;
      if (log()) return { ...one, action: undefined, answers: [] };
      draw(one);
      const question = one.poll?.questions[place(one) - 1]?.text || "";
      const text = `${one.text} ${question}`.trim();
      return { ...one, action: undefined, answers: [], text, ad: () => sheet, bare: true };
    },
    render(one) {
      const before = one && (place(one) || thanked) ? log() : null;
      if (before && one) {
        draw(one);
        const there = block?.isConnected ? block : blockOf(one);
        if (there != block) before.before((block = there));
        if (!there.contains(sheet)) there.prepend(sheet);
        if (!document.hidden) tellShown(session, one);
        return;
      }
      const inside = block?.contains(shadow.activeElement);
      block?.remove();
      block = null;
      if (inside) /** @type {HTMLElement | null} */ (cd.querySelector(".win"))?.focus({ preventScroll: true });
    },
  };
}
