import { makeDesk } from "./desk.js";

/** @type {any} */
const page = window;
const before = page.ChatDesk || 0;

/** @param {() => void} work */
const whenIdle = (work) => (page.requestIdleCallback || setTimeout)(work, { timeout: 2000 });
const quietly = () => {};

/**
 * Whether to stay silent: no consent is known, no talk of before goes on, and nobody comes by the link of a letter.
 * @param {import("./types.d.ts").Settings} settings
 */
function isSilent({ consent, key }) {
  try {
    return consent && !location.hash.match("chatdesk=") && !localStorage[`chatdesk.${key}.token`];
  } catch {
    return 1;
  }
}

/** A consent, or the page's wish to open the window. @param {any} command */
const endsSilence = ([...words]) => /^(consentt|open|togg)/.test(words[0] + (words.pop() === true));

/** Makes the page's one global, `ChatDesk("open")`, and draws the launcher when the page is idle. */
function boot() {
  const desk = makeDesk(SETTINGS, before.q || []);
  /** @type {any} */
  const api = (/** @type {any} */ ...command) =>
    desk.run ? desk.run(command) : void (desk.queue.push(command), host.isConnected && start());
  api.loaded = 1;
  page.ChatDesk = api;

  const { launcher, host } = desk;
  const silent = () => isSilent(desk.settings);
  const start = () => (silent() && !desk.queue.some(endsSilence)) || desk.session().catch(quietly);
  const warm = () => silent() || desk.window().catch(quietly);
  launcher.onclick = () => desk.open("visitor");
  launcher.onpointerenter = launcher.onfocus = warm;
  const stand = () => {
    desk.dress();
    document.body.append(host);
    addEventListener("hashchange", start);
    whenIdle(start);
  };
  if (document.readyState == "loading") addEventListener("DOMContentLoaded", () => whenIdle(stand));
  else whenIdle(stand);
}

if (!before.loaded) boot();
else if (before.loaded++ == 1) console.warn("chatdesk: loaded twice");
