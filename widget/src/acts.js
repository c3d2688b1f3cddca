import { makeBanner } from "./acts/banner.js";
import { makeGlow } from "./acts/glow.js";
import { makeOpening } from "./acts/opening.js";
import { makePoll } from "./acts/poll.js";
import { take } from "./kit.js";

/** Sessions that know what rules may do besides asking in a bubble. */
const aware = new WeakSet();

/**
 * Carries out the invitation on the screen, and those that come after it. Loaded with the first one that is no bubble.
 * @param {import("./types.d.ts").Desk} desk
 * @param {import("./types.d.ts").Session} session
 */
export function act(desk, session) {
  if (aware.has(session)) return;
  aware.add(session);
  take(desk.kit);
  desk.style(ACTS_CSS);
  const { invitation, send } = session;
  /** @type {Record<string, import("./acts/deed.js").Deed>} */
  const deeds = {
    window: makeOpening(desk, session),
    banner: makeBanner(desk, session),
    glow: makeGlow(desk, session),
    poll: makePoll(desk, session),
  };
  const now = () => {
    const one = invitation() || deeds.poll.lasting?.();
    return one && deeds[one.action || ""] ? one : null;
  };

  /** What the window and the bubble are told: a deed may keep its invitation from them, or have them draw it. */
  session.invitation = () => {
    const one = now();
    return one ? deeds[one.action || ""].told(one) : invitation();
  };
  /** Words are the answer, wherever the visitor writes them. */
  session.send = (text, id) => send(text, id || now()?.id);

  function render() {
    const one = now();
    for (const name in deeds) deeds[name].render(one?.action == name ? one : null);
    const bubble = session.invitation();
    if (bubble && !bubble.action) desk.window().catch(() => {});
  }
  session.on("change", render);
  for (const name of ["open", "close"])
    session.on(name, () => {
      const one = now();
      if (one) deeds[one.action || ""][name == "open" ? "opened" : "closed"]?.(one);
      render();
    });
  for (const type of ["visibilitychange", "focusout"]) document.addEventListener(type, () => setTimeout(render));
  render();
  session.emit("change");
}
