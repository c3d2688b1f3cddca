/** Who wants to know what: the page's `on`, and the window. */
export function makeEvents() {
  /** @type {Record<string, Set<(detail?: any) => void>>} */
  const listeners = {};
  /** @param {string} name @param {(detail?: any) => void} listener */
  const on = (name, listener) => void (listeners[name] ||= new Set()).add(listener);
  /** @param {string} name @param {(detail?: any) => void} listener */
  const off = (name, listener) => void listeners[name]?.delete(listener);
  return {
    on,
    off,
    /** @param {string} name @param {(detail?: any) => void} listener */
    once: (name, listener) => {
      const first = (/** @type {unknown} */ detail) => (off(name, first), listener(detail));
      on(name, first);
    },
    /** The page's own mistakes must not stop the chat. @param {string} name @param {unknown} [detail] */
    emit: (name, detail) => {
      for (const listener of [...(listeners[name] || [])])
        try {
          listener(detail);
        } catch (mistake) {
          setTimeout(() => {
            throw mistake;
          });
        }
    },
  };
}
