import { el, face, icon } from "./element.js";
import { showFailure } from "./failure.js";
import { file } from "./files.js";
import { draw, dress, style } from "./launcher.js";
import { language } from "./surroundings.js";

/**
 * The loader's own state and the ways to the files that come later.
 * @param {import("./types.d.ts").Settings} settings
 * @param {import("./types.d.ts").Command[]} queue
 * @returns {import("./types.d.ts").Desk}
 */
export function makeDesk(settings, queue) {
  /** @type {Record<string, Promise<any>>} */
  const made = {};
  /** Makes each thing once; what failed is tried again at the next wish. @param {string} name @param {() => Promise<any>} make */
  const once = (name, make) =>
    (made[name] ||= make().catch((failure) => {
      delete made[name];
      throw failure;
    }));
  /** @param {string} name */
  const load = (name) => file(`${settings.door}/w/a/${settings.build}/${name}.js`);
  /** @type {import("./types.d.ts").Desk} */
  const desk = {
    settings,
    queue,
    ...draw(settings),
    language: language(settings),
    kit: { el, icon, face },
    load,
    session: () => once("session", () => load("session").then((code) => code.start(desk))),
    window: () =>
      once(desk.language, () =>
        Promise.all([load(desk.language), desk.session()]).then(([code, session]) => code.mount(desk, session)),
      ),
    open: (by = "page") =>
      desk.window().then(
        (shown) => shown.open(by),
        () => by == "visitor" && showFailure(desk, () => desk.open(by)),
      ),
    style: (css) => style(desk.shadow, css),
    dress: () => dress(desk),
  };
  return desk;
}
