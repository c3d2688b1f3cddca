import { el, face, icon } from "./element.js";
import { launcherWords } from "./launcher_words.js";
import { direction, schemeOf } from "./surroundings.js";

const CHAT = "M4.5 3.5h11a2 2 0 0 1 2 2v6.5a2 2 0 0 1-2 2H10l-3.7 3.2v-3.2H4.5a2 2 0 0 1-2-2V5.5a2 2 0 0 1 2-2z";
const MAIL = "M4.5 4.5h11a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM3 6.5l7 4.7 7-4.7";

/**
 * The host, its shadow root and the closed launcher. Nothing enters the page's flow.
 * @param {import("./types.d.ts").Settings} settings
 */
export function draw(settings) {
  const host = el("chat-desk");
  host.style.cssText = `all:initial;position:absolute;${settings.font ? "font-family:inherit" : ""}`;
  const shadow = host.attachShadow({ mode: "open" });
  const launcher = el("button", { type: "button", part: "launcher", "aria-expanded": "false", "aria-controls": "w" });
  const cd = el("div", { class: "cd", "data-side": settings.side, "data-font": settings.font }, launcher);
  style(shadow, `${LAUNCHER_CSS}:host{${settings.look}}`);
  shadow.append(cd);
  return { host, shadow, cd, launcher };
}

/**
 * Adds a sheet that needs no `unsafe-inline`.
 * @param {ShadowRoot} shadow
 * @param {string} css
 */
export function style(shadow, css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
}

/**
 * Words, direction, scheme and shape. Who is online is what the loader knew: the launcher does not change under the pointer.
 * @param {import("./types.d.ts").Desk} desk
 */
export function dress({ settings, cd, launcher, language }) {
  const { online } = settings;
  const words = launcherWords[language];
  const shown = online && settings.person;
  const text = online ? settings.launcher == "text" && words.ask : words.leave;
  cd.lang = language;
  cd.dir = direction();
  cd.dataset.scheme = schemeOf(settings.scheme);
  launcher.className = `launch${text ? " text" : ""}${shown ? " pf" : ""}`;
  launcher.replaceChildren(shown ? face(shown, true) : icon(online ? CHAT : MAIL), text ? el("span", {}, text) : "");
  launcher.ariaLabel = text || (shown ? words.online.replace("{name}", shown.name) : words.open);
  launcher.hidden = !!settings.hide && !online;
}
