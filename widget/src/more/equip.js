import { take } from "../kit.js";
import { filler } from "../window/words.js";
import { makeBadge } from "./badge.js";
import { makeEnding } from "./ending.js";
import { makeInvitation } from "./invitation.js";
import { maskCards } from "./mask.js";
import { makeMenu } from "./menu.js";
import { ring } from "./ring.js";
import { makeTalk } from "./talk.js";
import { makeTimes } from "./times.js";

/** @typedef {import("../window/context.js").Context & { times: ReturnType<typeof makeTimes> }} Own */

const styled = new WeakSet();

/**
 * What the window needs once somebody writes, asks, waits or ends.
 * @param {import("../types.d.ts").MoreWords} words
 * @returns {(cx: import("../window/context.js").Context) => import("../window/context.js").Extras}
 */
export const equipWith = (words) => (cx) => {
  const { desk, session, say, win } = cx;
  take(desk.kit);
  /** @type {Own} */
  const own = { ...cx, t: filler(words), times: makeTimes(desk.language, words, session.box) };
  const badge = makeBadge(own);
  const talk = makeTalk(own);
  const ending = makeEnding(own);
  const menu = makeMenu(own, ending.open);
  const invitation = makeInvitation(own);
  if (!styled.has(desk)) desk.style(MORE_CSS);
  styled.add(desk);
  win.append(ending.element, menu.element);
  win.insertBefore(talk.jump, cx.composer.element);
  desk.cd.insertBefore(invitation.element, desk.launcher);

  return {
    ...talk,
    menu,
    ending,
    maskCards,
    render() {
      badge();
      invitation.render();
      talk.renderJump();
    },
    arrived({ text, name, seq }) {
      const below = cx.isOpen() && talk.arrived();
      say(below ? own.t("jump", { n: 1 }) : `${name}: ${text}`);
      if (!cx.isOpen() || document.hidden) ring(session, seq);
    },
  };
};
