/**
 * Loads a versioned file. One that failed is asked for once more under another address, because
 * browsers remember a module that did not arrive.
 * @param {string} address
 * @returns {Promise<any>}
 */
export const file = (address) => import(address).catch(() => import(`${address}?${Date.now()}`));
