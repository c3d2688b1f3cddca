/** What the page around us is like: its language, direction and scheme. */

/** @typedef {import("./types.d.ts").Settings} Settings */

/**
 * The site's language; without one it follows the page, then the visitor's browser.
 * @param {Settings} settings
 * @returns {import("./types.d.ts").Language}
 */
export function language(settings) {
  const wanted = settings.language || document.documentElement.lang || navigator.language;
  return /^ru/i.test(wanted) ? "ru" : "en";
}

/** Our languages run from left to right, the page around them need not. */
export const direction = () => getComputedStyle(document.documentElement).direction;

/**
 * Follows the page, not the computer: a light shop keeps a light window at night.
 * @param {Settings["scheme"]} scheme
 */
export const schemeOf = (scheme) => scheme || (pageIsDark() ? "dark" : "light");

function pageIsDark() {
  const styles = [document.documentElement, document.body].map((element) => getComputedStyle(element));
  const declared = styles[0].colorScheme;
  if (/dark/.test(declared)) return !/light/.test(declared) || matchMedia("(prefers-color-scheme:dark)").matches;
  const colours = styles.map((style) => (style.backgroundColor.match(/[\d.]+/g) || []).map(Number));
  const [red, green, blue] = colours.reverse().find((colour) => colour[3] !== 0) || [255, 255, 255];
  return 2 * red + 7 * green + blue < 1000;
}
