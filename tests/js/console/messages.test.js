import assert from "node:assert/strict";
import { test } from "node:test";
import * as messages from "../../../operators/static/operators/models/messages.js";

const items = (...seqs) => seqs.map((seq) => ({ seq, by: seq % 2 ? "visitor" : "operator" }));
const seqs = (held) => held.map((item) => item.seq);

test("a message that comes twice is held once", () => {
  assert.deepEqual(seqs(messages.merge(items(1, 2), items(2, 3))), [1, 2, 3]);
});

test("only the number orders", () => {
  assert.deepEqual(seqs(messages.merge(items(5), items(4, 9, 1))), [1, 4, 5, 9]);
});

test("a page before and a page after are put in front and behind", () => {
  assert.deepEqual(seqs(messages.merge(items(4, 5), items(1, 2))), [1, 2, 4, 5]);
  assert.deepEqual(seqs(messages.merge(items(1, 2), items(4, 5))), [1, 2, 4, 5]);
  assert.deepEqual(seqs(messages.merge([], items(4, 5))), [4, 5]);
});

test("the cursor stops before the first gap", () => {
  assert.equal(messages.cursor(items(3, 4, 6, 7)), 4);
  assert.equal(messages.cursor([]), 0);
});

test("a gap and a missing end are both behind, a full log is not", () => {
  assert.equal(messages.isBehind(items(1, 2, 4), 4), true);
  assert.equal(messages.isBehind(items(1, 2), 3), true);
  assert.equal(messages.isBehind(items(1, 2, 3), 3), false);
  assert.equal(messages.isBehind(items(1, 2, 3), 2), false);
});

test("filling the gap moves the cursor to the end", () => {
  const held = messages.merge(items(1, 2, 5), items(3, 4));
  assert.equal(messages.cursor(held), 5);
});

test("the page before the first message is asked for, never below the beginning", () => {
  assert.equal(messages.sinceForEarlier(items(151, 152)), 50);
  assert.equal(messages.sinceForEarlier(items(40)), 0);
  assert.equal(messages.sinceForEarlier([]), 0);
});

test("what was read is the visitor's last message, not ours", () => {
  assert.equal(messages.lastOfVisitor(items(1, 2, 3, 4)), 3);
  assert.equal(messages.lastOfVisitor(items(2)), 0);
});
