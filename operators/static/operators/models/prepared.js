/** Replies that the writer of a rule prepared for the answers to its question (A30). */

const WORD = /[\p{L}\p{N}_*]+|[^\p{L}\p{N}_\s*]/gu;

/** @param {string} text @returns {string[]} */
const wordsOf = (text) => text.toLowerCase().match(WORD) || [];

/** A whole word, or what the stars allow. @param {string} glob @param {string} word */
function matches(glob, word) {
  const [first, ...others] = glob.split("*");
  const last = others.pop();
  if (last === undefined) return glob === word;
  if (word.length < first.length + last.length || !word.startsWith(first) || !word.endsWith(last)) return false;
  let from = first.length;
  return others.every((piece) => {
    const found = word.indexOf(piece, from);
    from = found + piece.length;
    return found >= 0 && from <= word.length - last.length;
  });
}

/** @param {string[]} globs @param {string[]} written */
const areIn = (globs, written) =>
  written.some((_, at) =>
    globs.every((glob, place) => at + place < written.length && matches(glob, written[at + place])),
  );

/** Is one of these words, or short phrases, in what the visitor wrote? @param {string[]} words @param {string} text */
export const fits = (words, text) => words.some((word) => areIn(wordsOf(word), wordsOf(text)));

/** Which reply fits: the place of the first, -1 for none. @param {{words: string[]}[]} replies @param {string} text */
export const fitting = (replies, text) => replies.findIndex(({ words }) => fits(words, text));

/** What the visitor writes now, else what they wrote last. @param {any[]} items */
export const theirWords = (preview, items) =>
  preview?.text || items.findLast((item) => item.by === "visitor")?.text || "";
