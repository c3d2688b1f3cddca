import { el } from "../kit.js";
import { keep, mayCome, tellDismissed, tellShown } from "./deed.js";

const NARROW = "(max-width:480px),(max-height:480px)"; // there the window covers most of the page
const CALM = 2000; // ms before the question is read out

/**
 * The window opens by itself, once, with the question in it. Focus and page stay where they are; closed, it stays closed.
 * @param {import("../types.d.ts").Desk} desk
 * @param {import("../types.d.ts").Session} session
 * @returns {import("./deed.js").Deed}
 */
export function makeOpening(desk, session) {
  const { box } = session;
  const voice = el("p", { class: "vh", role: "status" });
  const wide = (/** @type {import("../types.d.ts").Invitation} */ one) => one.narrow || !matchMedia(NARROW).matches;
  const wasOpened = () => box.get("invited")?.opened;

  return {
    told: (one) => (wide(one) || wasOpened() ? one : { ...one, action: undefined }),
    render(one) {
      if (!one || wasOpened() || !wide(one) || !mayCome(desk)) return;
      keep(session, { opened: true });
      desk.open("rule").then(() => {
        tellShown(session, one);
        desk.cd.append(voice);
        setTimeout(() => voice.append(`${one.person.name}: ${one.text}`), CALM);
      });
    },
    closed: (one) => wasOpened() && tellDismissed(session, one),
  };
}
