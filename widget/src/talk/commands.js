/**
 * What a page may ask of the chat: `ChatDesk("open")` or `ChatDesk.open()`.
 * @param {import("../types.d.ts").Desk} desk
 * @param {import("../types.d.ts").Session} session
 * @param {(page?: Partial<import("../types.d.ts").Page>) => void} tellPage
 */
export function takeCommands(desk, session, tellPage) {
  const { launcher, host } = desk;
  /** @type {Record<string, (...args: any[]) => unknown>} */
  const commands = {
    open: () => void desk.open(),
    close: () => void desk.window().then((window_) => window_.close()),
    toggle: () => void desk.window().then((window_) => (window_.isOpen() ? window_.close() : window_.open("page"))),
    ready: (callback) => callback(),
    on: session.on,
    once: session.once,
    off: session.off,
    status: session.status,
    unread: session.unread,
    page: tellPage,
    track: session.track,
    cart: session.cart,
    setLocale: (language) => void setLocale(desk, language),
    openWithText: (text) =>
      void desk
        .open()
        .then(desk.window)
        .then((window_) => window_.write(String(text))),
    showLauncher: () => void (launcher.style.display = ""),
    hideLauncher: () => void (launcher.style.display = "none"),
    reset: session.reset,
    shutdown: () => {
      session.stop();
      host.hidden = true;
      host.remove();
    },
  };
  const warned = new Set();
  desk.run = ([name, ...args]) => {
    if (Object.hasOwn(commands, name)) return commands[name](...args);
    if (!warned.has(name)) console.warn(`chatdesk: unknown command "${name}"`);
    warned.add(name);
  };
  /** @type {any} */
  const api = /** @type {any} */ (window).ChatDesk;
  for (const name in commands) api[name] = (/** @type {unknown[]} */ ...args) => api(name, ...args);
  for (const command of desk.queue.splice(0)) desk.run([...command]);
}

/**
 * Speaks another of our languages from now on.
 * @param {import("../types.d.ts").Desk} desk
 * @param {string} wanted
 */
async function setLocale(desk, wanted) {
  const language = /^ru/i.test(wanted) ? "ru" : "en";
  if (language == desk.language) return;
  const before = await desk.window();
  const wasOpen = before.isOpen();
  before.remove();
  desk.language = language;
  desk.dress();
  if (wasOpen) await desk.open("memory");
}
