import assert from "node:assert/strict";
import { test } from "node:test";
import { timeline } from "../../../widget/src/more/timeline.js";
import { daysBetween } from "../../../widget/src/more/times.js";
import { emptyTalk } from "../../../widget/src/talk/store.js";

const NOW = new Date(2026, 10, 22, 12).getTime();
const minutesAgo = (minutes) => new Date(NOW - minutes * 60_000).toISOString();
const marta = { id: "m", name: "Marta" };
const oleg = { id: "o", name: "Oleg" };
let number = 0;
const theirs = (minutes, more) => ({
  seq: ++number,
  by: "operator",
  text: "t",
  at: minutesAgo(minutes),
  person: marta,
  ...more,
});
const ours = (minutes, more) => ({
  seq: ++number,
  by: "visitor",
  text: "t",
  at: minutesAgo(minutes),
  client_id: `c${number}`,
  ...more,
});
const show = (items, pending = [], more = {}) =>
  timeline({ ...emptyTalk(), items, conversation: { id: "c", state: "active", last_seq: 9, ...more } }, pending, NOW);
const shape = (blocks) =>
  blocks.map((block) =>
    block.kind === "group" ? `${block.mine ? "me" : block.person.name}:${block.lines.length}` : block.kind,
  );

test("what one side says within five minutes is one group", () => {
  assert.deepEqual(shape(show([theirs(9), theirs(8), ours(7), ours(1)])), ["Marta:2", "me:1", "me:1"]);
});

test("another operator is another group, and keeps the own face", () => {
  assert.deepEqual(shape(show([theirs(9), theirs(8, { person: oleg })])), ["Marta:1", "Oleg:1"]);
});

test("a group never joins messages with different ticks", () => {
  const items = [ours(9), ours(8)];
  const blocks = show(items, [], { read_by_operator: items[0].seq });
  assert.deepEqual(
    blocks.map(({ state }) => state),
    ["read", "sent"],
  );
});

test("what waits stands last, with the clock; what was refused stands alone", () => {
  const blocks = show(
    [ours(9)],
    [
      { id: "x", text: "t", at: minutesAgo(0) },
      { id: "y", text: "t", at: minutesAgo(0), failed: true },
    ],
  );
  assert.deepEqual(
    blocks.map(({ state }) => state),
    ["sent", "sending", "failed-y"],
  );
  assert.equal(blocks[2].failed, "y");
});

test("a message that came back from the server before its ack is not shown twice", () => {
  const stored = ours(1);
  assert.deepEqual(shape(show([stored], [{ id: stored.client_id, text: "t", at: minutesAgo(1) }])), ["me:1"]);
});

test("a day is named when it is not today, and when it changes", () => {
  assert.deepEqual(shape(show([theirs(60 * 24), theirs(60 * 24), theirs(1)])), ["day", "Marta:2", "day", "Marta:1"]);
  assert.deepEqual(shape(show([theirs(5)])), ["Marta:1"]);
});

test("a line of the system parts groups and names whom it is about", () => {
  const line = { seq: ++number, by: "system", kind: "joined", text: "", at: minutesAgo(8), person: oleg };
  const blocks = show([theirs(9), line, theirs(7)]);
  assert.deepEqual(shape(blocks), ["Marta:1", "system", "Marta:1"]);
  assert.equal(blocks[1].name, "Oleg");
});

test("the end of the talk before stands above, and never borrows this talk's ticks", () => {
  const talk = {
    ...emptyTalk(),
    earlier: [ours(60)],
    items: [ours(1)],
    conversation: { id: "c", state: "active", last_seq: 1 },
  };
  const blocks = timeline(talk, [], NOW);
  assert.deepEqual(
    blocks.map(({ state }) => state),
    ["read", "sent"],
  );
});

test("days are counted by the calendar, not by hours", () => {
  assert.equal(daysBetween(new Date(2026, 2, 28, 23, 59), new Date(2026, 2, 29, 0, 1)), 1);
  assert.equal(daysBetween(new Date(2026, 2, 28), new Date(2026, 2, 30)), 2);
});
