// Visits that the time machine found, one by one: when, where, whence, and what would have been asked.

import { element } from "./lines.js";

/**
 * @typedef {{visit: number, at: string, page: string, source: string, query: string, text: string, before: string[]}} Example
 */

/**
 * @param {Example[]} examples @param {string} why address that tells of one visit
 * @param {Record<string, string>} words @param {[string, string][]} sources
 */
export function rows(examples, why, words, sources) {
  const names = new Map(sources);
  return examples.map((one) => {
    const when = element("a", { href: `${why}?visit=${one.visit}` }, moment(one.at));
    const query = one.query && element("q", {}, one.query);
    const whence = [names.get(one.source) ?? "", query]
      .filter(Boolean)
      .flatMap((said, place) => (place ? [", ", said] : [said]));
    const where = element("span", { className: "builder__where" }, path(one.page));
    const lines = [element("span", {}, when, " ", where), element("span", { className: "builder__small" }, ...whence)];
    if (one.text) lines.push(element("q", {}, one.text));
    for (const name of one.before)
      lines.push(element("span", { className: "builder__small" }, words.taken.replace("{name}", name)));
    return element("li", {}, ...lines);
  });
}

/** The client's clock is in the text itself. @param {string} at */
function moment(at) {
  const local = new Date(`${at.slice(0, 16)}Z`);
  const options = /** @type {const} */ ({ dateStyle: "short", timeStyle: "short", timeZone: "UTC" });
  return local.toLocaleString(document.documentElement.lang, options);
}

/** @param {string} address */
function path(address) {
  try {
    const { pathname, search } = new URL(address);
    return decodeURI(pathname + search);
  } catch {
    return address;
  }
}
