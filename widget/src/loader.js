import { makeDesk } from "./desk.js";

/** @type {any} */
const page = window;
const before = page.ChatDesk || 0;

/** @param {() => void} work */
const whenIdle = (work) => (page.requestIdleCallback || setTimeout)(work, { timeout: 2000 });
const quietly = () => {};

/** Makes the page's one global, `ChatDesk("open")`, and draws the launcher when the page is idle. */
function boot() {
  const desk = makeDesk(SETTINGS, before.q || []);
  /** @type {any} */
  const api = (/** @type {any} */ ...command) => (desk.run ? desk.run(command) : void desk.queue.push(command));
  api.loaded = 1;
  page.ChatDesk = api;

  const { launcher, host } = desk;
  const warm = () => desk.window().catch(quietly);
  launcher.onclick = () => desk.open("visitor");
  launcher.onpointerenter = launcher.onfocus = warm;
  const stand = () => {
    desk.dress();
    document.body.append(host);
    whenIdle(() => desk.session().catch(quietly));
  };
  if (document.readyState == "loading") document.addEventListener("DOMContentLoaded", () => whenIdle(stand));
  else whenIdle(stand);
}

if (!before.loaded) boot();
else if (before.loaded++ == 1) console.warn("chatdesk: second copy of the script ignored");
