/**
 * What a page may ask of the chat: `ChatDesk("open")` or `ChatDesk.open()`.
 * @param {import("../types.d.ts").Desk} desk
 * @param {import("../types.d.ts").Session} session
 * @param {(page?: Partial<import("../types.d.ts").Page>) => void} tellPage
 */
export function takeCommands(desk, session, tellPage) {
  /** @type {Promise<unknown>} */
  let before = Promise.resolve();
  /**
   * What few pages ask for is loaded then, and done one after the other.
   * @param {string} name @returns {(...words: unknown[]) => void}
   */
  const rarely =
    (name) =>
    (...words) => {
      const next = () =>
        desk.load("rarely").then((code) => (code[name] || code.unknown)(desk, session, words, tellPage, name));
      before = before.then(next, next);
    };
  /** @type {Record<string, (...args: any[]) => unknown>} */
  const commands = {
    open: () => void desk.open(),
    close: () => void desk.window().then((window_) => window_.close()),
    ready: (callback) => callback(),
    on: session.on,
    once: session.once,
    off: session.off,
    status: session.status,
    unread: session.unread,
    page: tellPage,
    reset: session.reset,
  };
  for (const name of "toggle track cart setLocale openWithText showLauncher hideLauncher consent shutdown identify setAttributes unsetAttributes logout".split(
    " ",
  ))
    commands[name] = rarely(name);
  desk.run = ([name, ...args]) => (Object.hasOwn(commands, name) ? commands[name] : rarely(name))(...args);
  /** @type {any} */
  const api = /** @type {any} */ (window).ChatDesk;
  for (const name in commands) api[name] = (/** @type {unknown[]} */ ...args) => api(name, ...args);
  for (const command of desk.queue.splice(0)) desk.run([...command]);
}
