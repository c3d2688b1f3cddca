import assert from "node:assert/strict";
import { test } from "node:test";
import { isTyping, lineOf, TYPING_FOR, turn } from "../../../operators/static/operators/models/turn.js";

const NOW = Date.UTC(2026, 10, 22, 14);
const row = { state: "active", last_by: "operator", last_seq: 4, read_by_visitor: 3, last_text: "Yes" };
const preview = (text, typing = true, ago = 0) => ({ text, typing, at: NOW - ago });

test("an unanswered visitor is a clock, even while typing", () => {
  assert.equal(turn({ ...row, waiting_since: "2026-11-22T13:59:00Z" }, preview("and"), NOW), "clock");
});

test("an ended conversation has no clock", () => {
  assert.notEqual(turn({ ...row, state: "ended", waiting_since: "2026-11-22T13:59:00Z" }, null, NOW), "clock");
});

test("unsent text is a pen for as long as it stands there", () => {
  assert.equal(turn(row, preview("and", false, 600_000), NOW), "pen");
});

test("typing without text is forgotten", () => {
  assert.equal(isTyping(preview("", true, TYPING_FOR - 1), NOW), true);
  assert.equal(isTyping(preview("", true, TYPING_FOR), NOW), false);
  assert.equal(isTyping(preview("", false), NOW), false);
});

test("ticks say stored or seen", () => {
  assert.equal(turn(row, null, NOW), "tick");
  assert.equal(turn({ ...row, read_by_visitor: 4 }, null, NOW), "ticks");
  assert.equal(turn({ ...row, last_by: "visitor" }, null, NOW), "none");
});

test("the line shows unsent text before the last message", () => {
  assert.deepEqual(lineOf(row, preview("and"), NOW), { text: "and", kind: "unsent" });
  assert.deepEqual(lineOf(row, preview(""), NOW), { text: "", kind: "typing" });
  assert.deepEqual(lineOf(row, null, NOW), { text: "Yes", kind: "own" });
  assert.deepEqual(lineOf({}, null, NOW), { text: "", kind: "theirs" });
});
