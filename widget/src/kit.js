/** The loader's way of making elements, lent to the files that come later. */

/** @typedef {{ el: typeof import("./element.js").el, icon: typeof import("./element.js").icon, face: typeof import("./element.js").face }} Kit */

/** @type {Kit["el"]} */
export let el;
/** @type {Kit["icon"]} */
export let icon;
/** @type {Kit["face"]} */
export let face;

/** @param {Kit} kit */
export const take = (kit) => ({ el, icon, face } = kit);
