/** Replies that the writer of a rule prepared for the answers to its question (A30). */

const PART_OF_WORD = "[\\p{L}\\p{N}]";

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Is one of these words, or short phrases, in what the visitor wrote? @param {string[]} words @param {string} text */
export const fits = (words, text) =>
  words.some((word) => new RegExp(`(?<!${PART_OF_WORD})${escaped(word)}(?!${PART_OF_WORD})`, "iu").test(text));

/** Which reply fits: the place of the first, -1 for none. @param {{words: string[]}[]} replies @param {string} text */
export const fitting = (replies, text) => replies.findIndex(({ words }) => fits(words, text));

/** What the visitor writes now, else what they wrote last. @param {any[]} items */
export const theirWords = (preview, items) =>
  preview?.text || items.findLast((item) => item.by === "visitor")?.text || "";
