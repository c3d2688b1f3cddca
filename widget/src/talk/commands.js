/**
 * What a page may ask of the chat: `ChatDesk("open")` or `ChatDesk.open()`.
 * @param {import("../types.d.ts").Desk} desk
 * @param {import("../types.d.ts").Session} session
 * @param {(page?: Partial<import("../types.d.ts").Page>) => void} tellPage
 */
export function takeCommands(desk, session, tellPage) {
  const { launcher } = desk;
  /** What few pages ask for is loaded then. @param {string} name @returns {(...words: unknown[]) => void} */
  const rarely =
    (name) =>
    (...words) =>
      void desk.load("rarely").then((code) => code[name](desk, session, words, tellPage));
  /** @type {Record<string, (...args: any[]) => unknown>} */
  const commands = {
    open: () => void desk.open(),
    close: () => void desk.window().then((window_) => window_.close()),
    toggle: rarely("toggle"),
    ready: (callback) => callback(),
    on: session.on,
    once: session.once,
    off: session.off,
    status: session.status,
    unread: session.unread,
    page: tellPage,
    track: session.track,
    cart: session.cart,
    setLocale: rarely("setLocale"),
    openWithText: rarely("openWithText"),
    showLauncher: () => void (launcher.style.display = ""),
    hideLauncher: () => void (launcher.style.display = "none"),
    consent: rarely("agree"),
    reset: session.reset,
    shutdown: rarely("shutdown"),
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
