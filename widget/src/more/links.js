/** Finds addresses in plain text. The result is text and addresses, never markup. */

const TOP = "com|net|org|info|biz|shop|store|example|io|eu|de|uk|fr|it|es|pl|ru|su|by|kz|ua|рф";
const ADDRESS = new RegExp(
  `(?<![\\p{L}\\d@._-])(?:https?:\\/\\/|www\\.)[^\\s<>"]+|(?<![\\p{L}\\d@._-])(?:[\\p{L}\\d-]+\\.)+(?:${TOP})(?![\\p{L}\\d@.-]*@|[\\p{L}\\d-])(?:[/?#][^\\s<>"]*)?`,
  "giu",
);

/** @typedef {string | { text: string, href: string }} Piece */

/** @param {string} text @returns {Piece[]} */
export function pieces(text) {
  /** @type {Piece[]} */
  const found = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const shown = trim(match[0]);
    const href = address(shown);
    if (!href) continue;
    found.push(text.slice(from, match.index), { text: shown, href });
    from = match.index + shown.length;
  }
  return [...found, text.slice(from)].filter(Boolean);
}

/** The full stop after an address is the sentence's, and so is a bracket that it did not open. @param {string} shown @returns {string} */
function trim(shown) {
  const bare = shown.replace(/[.,;:!?'"»”’…]+$/u, "");
  const unopened = bare.endsWith(")") && !bare.includes("(");
  return unopened ? trim(bare.slice(0, -1)) : bare;
}

/** @param {string} shown */
function address(shown) {
  try {
    return new URL(/^https?:/i.test(shown) ? shown : `https://${shown}`).href;
  } catch {
    return "";
  }
}

/**
 * Links to the same site open in the same tab, because the talk comes along.
 * @param {string} href
 * @param {string} host
 */
export const isOwn = (href, host) => new URL(href).host.replace(/^www\./, "") == host.replace(/^www\./, "");
