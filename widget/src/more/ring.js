import { playTone } from "./sound.js";

/**
 * A soft tone for an operator's message that nobody looks at: after the visitor wrote, in one tab, once.
 * @param {import("../types.d.ts").Session} session
 * @param {number} seq
 */
export function ring({ box, alone }, seq) {
  if (!box.get("wrote") || box.get("quiet") || navigator.userActivation?.hasBeenActive === false) return;
  alone("tone", () => {
    if ((box.get("rung") || 0) >= seq) return;
    box.set("rung", seq);
    playTone();
  });
}
