import assert from "node:assert/strict";
import { test } from "node:test";
import * as spans from "../../../operators/static/operators/models/span.js";

const { cut, END, isAtEnd, landed, moved, START, STEP, wantsOlder } = spans;
const items = (from, to) => Array.from({ length: to - from + 1 }, (_, n) => ({ seq: from + n }));
const seqs = (held, span) => {
  const { from, to } = cut(held, span);
  return [held[from]?.seq, held[to - 1]?.seq];
};
const HEIGHT = 600;
/** In the middle of much, with nothing to do. */
const calm = { above: 2 * HEIGHT, below: 2 * HEIGHT, height: HEIGHT, first: 0, last: Number.POSITIVE_INFINITY };
const top = { ...calm, above: 0 };
const bottom = { ...calm, below: 0 };

test("a conversation opens with its newest messages", () => {
  assert.deepEqual(seqs(items(9_001, 10_000), END), [10_001 - START, 10_000]);
  assert.deepEqual(seqs(items(1, 5), END), [1, 5]);
  assert.deepEqual(cut([], END), { from: 0, to: 0 });
});

test("at the end a new message pushes the oldest one out", () => {
  assert.deepEqual(seqs(items(1, 501), END), [502 - START, 501]);
});

test("near the upper edge older messages are added, up to the first", () => {
  const held = items(1, 500);
  const once = moved(held, END, { ...top, below: 0 });
  assert.deepEqual(seqs(held, once), [501 - START - STEP, 500]);
  assert.ok(isAtEnd(once));
  let span = once;
  for (let step = 0; step < 20; step += 1) span = moved(held, span, { ...top, below: 0 });
  assert.deepEqual(seqs(held, span), [1, 500]);
});

test("what is far below is let go, and new messages are not drawn there", () => {
  const held = items(1, 500);
  const span = moved(held, END, { ...top, below: 3 * HEIGHT + 1, last: 470 });
  assert.deepEqual(seqs(held, span), [501 - START - STEP, 470]);
  assert.ok(!isAtEnd(span));
  assert.deepEqual(seqs(items(1, 600), span), [501 - START - STEP, 470]);
});

test("older messages that arrive from the server do not move what is drawn", () => {
  const span = { first: 410, last: 480 };
  assert.deepEqual(seqs(items(401, 500), span), seqs(items(301, 500), span));
});

test("near the lower edge newer messages are added until the end is reached, and followed", () => {
  const held = items(1, 500);
  let span = moved(held, { first: 300, last: 400 }, bottom);
  assert.deepEqual(seqs(held, span), [300, 450]);
  span = moved(held, span, bottom);
  assert.deepEqual(seqs(held, span), [300, 500]);
  assert.ok(isAtEnd(span));
});

test("whoever scrolls away from the end is not followed any more, with the same messages drawn", () => {
  const held = items(1, 500);
  const span = moved(held, END, { ...calm, below: HEIGHT });
  assert.deepEqual(seqs(held, span), seqs(held, END));
  assert.deepEqual(seqs(items(1, 501), span), seqs(held, END));
});

test("at rest nothing changes: the span is the same one", () => {
  const held = items(1, 500);
  const span = { first: 200, last: 300 };
  assert.equal(moved(held, span, calm), span);
  assert.equal(moved(items(1, 20), END, { ...bottom, above: 0 }).last, END.last);
});

test("long messages: what was added and is too much at once is let go at the other look", () => {
  const held = items(1, 500);
  const span = moved(held, { first: 150, last: 300 }, { ...calm, above: 9 * HEIGHT, first: 190 });
  assert.deepEqual(seqs(held, span), [190, 300]);
});

test("a desk that stays open at the end never draws more and more", () => {
  let span = moved(items(1, 500), END, { ...top, below: 0 });
  span = moved(items(1, 900), span, { ...bottom, above: 4 * HEIGHT, first: 860 });
  assert.deepEqual(seqs(items(1, 900), span), [860, 900]);
});

test("older messages are wanted only where nothing held is left to draw", () => {
  assert.equal(wantsOlder(items(401, 500), { first: 401, last: 480 }, top), true);
  assert.equal(wantsOlder(items(401, 500), { first: 402, last: 480 }, top), false);
  assert.equal(wantsOlder(items(401, 500), { first: 401, last: 480 }, calm), false);
});

test("a drag below everything drawn lands in proportion, at the very bottom at the end", () => {
  const held = items(1, 10_000);
  const span = { first: 1, last: 100 };
  assert.deepEqual(seqs(held, landed(held, span, 0.5)), [5_051 - START / 2, 5_050 + START / 2]);
  assert.equal(landed(held, span, 0), END);
});

test("a span of messages that are not held any more is the end", () => {
  assert.deepEqual(seqs(items(9_901, 10_000), { first: 5, last: 80 }), [10_001 - START, 10_000]);
});
