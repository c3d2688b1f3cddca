/** Whose turn is it? The left column of a row answers that and nothing else. */

import { needsReply } from "./rows.js";

/** Milliseconds after which "types" without text is forgotten. */
export const TYPING_FOR = 8_000;

/** Is the visitor busy with an unsent text? */
export const isTyping = (preview, now) =>
  Boolean(preview) && (preview.text !== "" || (preview.typing && now - preview.at < TYPING_FOR));

/** @returns {"clock"|"pen"|"ticks"|"tick"|"none"} */
export function turn(row, preview, now) {
  if (needsReply(row)) return "clock";
  if (isTyping(preview, now)) return "pen";
  if (row.last_by !== "operator") return "none";
  return (row.read_by_visitor ?? 0) >= row.last_seq ? "ticks" : "tick";
}

/** @returns {{text: string, kind: "unsent"|"typing"|"own"|"theirs"|"system"}} the one line of text */
export function lineOf(row, preview, now) {
  if (preview?.text) return { text: preview.text, kind: "unsent" };
  if (isTyping(preview, now)) return { text: "", kind: "typing" };
  const kind = { operator: "own", system: "system" }[row.last_by] ?? "theirs";
  return { text: row.last_text ?? "", kind };
}
