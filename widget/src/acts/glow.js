import { keep, mayCome, tellShown } from "./deed.js";

const LASTS = 12_000; // ms; as long as the animation in acts.css

/**
 * A quiet glow of the launcher: once, for LASTS, and only until the chat is opened.
 * @param {import("../types.d.ts").Desk} desk
 * @param {import("../types.d.ts").Session} session
 * @returns {import("./deed.js").Deed}
 */
export function makeGlow(desk, session) {
  const { launcher } = desk;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let ending;

  function stop() {
    clearTimeout(ending);
    ending = undefined;
    launcher.removeAttribute("data-glow");
  }

  return {
    told: (one) => (one.text ? one : null),
    render(one) {
      if (!one) return stop();
      if (ending || session.box.get("invited")?.glowed || launcher.hidden || !mayCome(desk)) return;
      keep(session, { glowed: true });
      launcher.setAttribute("data-glow", "");
      ending = setTimeout(stop, LASTS);
      tellShown(session, one);
    },
    opened({ id }) {
      if (!ending) return;
      stop();
      session.wish({ t: "invitation", id, what: "clicked" });
      session.emit("invitation.clicked", { id });
    },
  };
}
