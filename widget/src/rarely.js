/** Commands that few pages give. */

/**
 * The visitor's word on being recorded, as the page's banner tells it: `consent(true)`, `consent("analytics", true)`, `consent("chat", true)`.
 * @param {import("./types.d.ts").Desk} desk
 * @param {import("./types.d.ts").Session} session
 * @param {any[]} words
 * @param {() => void} tellPage
 */
export function consent({ settings }, session, [purpose, on = purpose], tellPage) {
  const { consent: agreed, box } = session;
  const was = agreed.connects();
  const leave = () => {
    forget(session);
    agreed.settle();
    if (!agreed.connects()) clear(settings);
  };
  if (purpose == "chat") {
    agreed.talks = !!on;
    if (!on) session.reset();
  } else {
    const before = agreed.records();
    box.set("consent", !!on);
    if (before != agreed.records()) {
      const isTold = session.wish({ t: "consent", given: !!on }) === true;
      if (on) {
        tellPage();
        session.emit("consented");
      } else if (isTold || !box.get("token")) leave();
      // Who is forgotten at once could not be told apart later: what was wished goes out after the greeting.
      else session.once("greeted", () => setTimeout(leave));
    }
  }
  if (!was) session.start();
  agreed.settle();
  if (!agreed.connects()) clear(settings);
}

/** Nothing is followed any more; a talk that began goes on. @param {import("./types.d.ts").Session} session */
function forget({ box, talk, consent, forgetInvitation, emit, reset }) {
  forgetInvitation();
  for (const name of ["invited", "poll"]) box.set(name, null);
  if (box.get("wrote") || talk.conversation) return emit("change");
  consent.talks = false;
  reset();
}

/** Of somebody who objects where nobody is asked the objection alone stays. @param {import("./types.d.ts").Settings} settings */
function clear({ key, consent }) {
  const prefix = `chatdesk.${key}.`;
  try {
    for (const name of Object.keys(localStorage))
      if (name.startsWith(prefix) && (consent || name != `${prefix}consent`)) localStorage.removeItem(name);
  } catch {
    // where storage is blocked nothing was kept
  }
}

/**
 * Speaks another of our languages from now on.
 * @param {import("./types.d.ts").Desk} desk
 * @param {import("./types.d.ts").Session} _session
 * @param {string[]} words
 */
export async function setLocale(desk, _session, [wanted]) {
  const language = /^ru/i.test(wanted) ? "ru" : "en";
  if (language == desk.language) return;
  const before = await desk.window();
  const wasOpen = before.isOpen();
  before.remove();
  desk.language = language;
  desk.dress();
  if (wasOpen) await desk.open("memory");
}

/**
 * The window with words in its field; the visitor sends them.
 * @param {import("./types.d.ts").Desk} desk
 * @param {import("./types.d.ts").Session} _session
 * @param {unknown[]} words
 */
export async function openWithText(desk, _session, [text]) {
  await desk.open();
  (await desk.window()).write(String(text));
}

/** Opens the window, or closes it. @param {import("./types.d.ts").Desk} desk */
export async function toggle(desk) {
  const window_ = await desk.window();
  if (window_.isOpen()) window_.close();
  else window_.open("page");
}

/**
 * Takes the chat away from the page.
 * @param {import("./types.d.ts").Desk} desk
 * @param {import("./types.d.ts").Session} session
 */
export function shutdown({ host }, session) {
  session.stop();
  host.hidden = true;
  host.remove();
}

/** Something happened, as the site calls it. @param {unknown} _desk @param {import("./types.d.ts").Session} session @param {any[]} words */
export function track(_desk, session, [name, meta]) {
  if (session.consent.records()) session.wish({ t: "track", name: String(name).slice(0, 64), meta: meta || {} });
}

/** What is in the cart. @param {unknown} _desk @param {import("./types.d.ts").Session} session @param {any[]} words */
export function cart(_desk, session, [told]) {
  if (session.consent.records()) session.wish({ t: "cart", ...told });
}

/** What few of those pages tell. @param {string} name @returns {(desk: import("./types.d.ts").Desk, session: import("./types.d.ts").Session, words: unknown[]) => Promise<void>} */
const ofIdentity = (name) => (desk, session, words) =>
  desk.load("identity").then((code) => code[name](desk, session, words));

export const identify = ofIdentity("identify");
export const setAttributes = ofIdentity("setAttributes");
export const unsetAttributes = ofIdentity("unsetAttributes");

/**
 * The visitor has logged out of the site: whoever uses the browser next sees nothing of them. Nothing happens to
 * somebody of whom the page never said who they are, so that a page may call it for everybody who is not logged in.
 * @param {unknown} _desk
 * @param {import("./types.d.ts").Session} session
 */
export function logout(_desk, session) {
  if (!session.box.get("known")) return;
  session.wish({ t: "logout" });
  session.reset();
  session.box.set("known", null);
}

/** @param {import("./types.d.ts").Desk} desk */
export const showLauncher = ({ launcher }) => void (launcher.style.display = "");

/** @param {import("./types.d.ts").Desk} desk */
export const hideLauncher = ({ launcher }) => void (launcher.style.display = "none");

const warned = new Set();
/** @param {unknown} _desk @param {unknown} _session @param {unknown} _words @param {unknown} _tell @param {string} name */
export function unknown(_desk, _session, _words, _tell, name) {
  if (!warned.has(name)) console.warn(`chatdesk: unknown command "${name}"`);
  warned.add(name);
}
