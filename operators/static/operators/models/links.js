/** Finds what is a link in a text; everything else stays text. Only http and https. */

const LINK = /\bhttps?:\/\/[^\s<>"'`]+/giu;
/** Marks that end a sentence rather than an address. */
const TRAILING = /[.,;:!?)\]}»”’]+$/u;

/** @returns {{text: string, href?: string}[]} the parts of the text in order */
export function parts(text) {
  const found = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const href = match[0].replace(TRAILING, "");
    if (match.index > at) found.push({ text: text.slice(at, match.index) });
    found.push({ text: href, href });
    at = match.index + href.length;
  }
  if (at < text.length) found.push({ text: text.slice(at) });
  return found;
}
