import { take } from "../kit.js";
import { filler } from "../window/words.js";
import { makeEnding } from "./ending.js";
import { makeInvitation } from "./invitation.js";
import { maskCards } from "./mask.js";
import { makeMenu } from "./menu.js";
import { chips } from "./chips.js";
import { ratingOf } from "./rating.js";
import { playTone } from "./sound.js";

const styled = new WeakSet();

/**
 * What the window needs only now and then: the invitation, the menu, the end and the rating.
 * @param {Record<string, string>} words
 * @returns {(cx: import("../window/context.js").Context) => import("../window/context.js").Extras}
 */
export const equipWith = (words) => (cx) => {
  const { desk } = cx;
  take(desk.kit);
  const own = { ...cx, t: filler(words) };
  const ending = makeEnding(own);
  const menu = makeMenu(own, ending.open);
  const invitation = makeInvitation(own);
  if (!styled.has(desk)) desk.style(MORE_CSS);
  styled.add(desk);
  cx.win.append(ending.element, menu.element);
  desk.cd.insertBefore(invitation.element, desk.launcher);
  return {
    menu,
    ending,
    invitation,
    maskCards,
    playTone,
    chips,
    rating: () => ratingOf(own),
  };
};
