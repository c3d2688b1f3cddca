/** What several tabs of one visitor must not do twice. */

/** @param {string} prefix */
export function makeTabs(prefix) {
  const locks = navigator.locks;
  return {
    /**
     * Runs work while no other tab runs work of that name; where there are no locks, runs it at once: every send is idempotent.
     * @param {string} name
     * @param {() => Promise<void>} work
     * @returns {Promise<void>}
     */
    alone: async (name, work) => (locks ? locks.request(prefix + name, work).catch(work) : work()),
    /**
     * Runs work unless another tab does so now.
     * @param {string} name
     * @param {() => void} work
     */
    once: (name, work) =>
      locks
        ? locks.request(prefix + name, { ifAvailable: true }, async (lock) => lock && work()).catch(() => {})
        : work(),
  };
}
