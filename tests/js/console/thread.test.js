import assert from "node:assert/strict";
import { test } from "node:test";
import { days, thread } from "../../../operators/static/operators/models/thread.js";

const anna = { id: "anna", name: "Anna" };
const ilya = { id: "ilya", name: "Ilya" };
const at = (minute, day = 22) => new Date(Date.UTC(2026, 10, day, 14, minute)).toISOString();
const says = (seq, by, minute, more) => ({ seq, by, text: "x", at: at(minute), ...more });
const day = (moment) => moment.slice(0, 10);
const read = (items, seen = 0) => thread(items, seen, day);

test("one mark for each day, before its first message", () => {
  const lines = read([says(1, "visitor", 0, { at: at(0, 21) }), says(2, "visitor", 0), says(3, "visitor", 1)]);
  assert.deepEqual(
    lines.map((line) => line.kind),
    ["day", "message", "day", "message", "message"],
  );
});

test("messages of one person in a row are a group", () => {
  const lines = read([says(1, "visitor", 0), says(2, "visitor", 4), says(3, "operator", 5, { person: anna })]);
  assert.deepEqual(
    lines.slice(1).map((line) => line.cont),
    [false, true, false],
  );
});

test("a pause, a colleague, a system line and a new day each break the group", () => {
  const lines = read([
    says(1, "operator", 0, { person: anna }),
    says(2, "operator", 1, { person: ilya }),
    says(3, "operator", 20, { person: ilya }),
    says(4, "system", 21, { kind: "joined", person: anna }),
    says(5, "operator", 21, { person: ilya }),
  ]);
  assert.deepEqual(
    lines.filter((line) => line.kind === "message").map((line) => line.cont),
    [false, false, false, false],
  );
});

test("an invitation stands alone under its own line", () => {
  const [, first, second] = read([
    says(1, "operator", 0, { person: anna, kind: "invitation" }),
    says(2, "operator", 1, { person: anna }),
  ]);
  assert.equal(first.cont, false);
  assert.equal(second.cont, false);
});

test("ticks are for our own words only; the last of them has the word", () => {
  const lines = read(
    [says(1, "operator", 0, { person: anna }), says(2, "visitor", 1), says(3, "operator", 2, { person: anna })],
    1,
  ).slice(1);
  assert.deepEqual(
    lines.map((line) => line.tick),
    ["seen", "", "stored"],
  );
  assert.deepEqual(
    lines.map((line) => line.last),
    [false, false, true],
  );
});

test("the end is a line of its own kind", () => {
  const [, line] = read([says(1, "system", 0, { kind: "ended" })]);
  assert.equal(line.kind, "ended");
});

test("a part is drawn as if all were: its first message opens with the day and keeps its group", () => {
  const items = [
    says(1, "visitor", 0),
    says(2, "visitor", 1),
    says(3, "visitor", 2),
    says(4, "operator", 3, { person: anna }),
  ];
  const lines = thread(items, 0, day, { from: 1, to: 3 });
  assert.deepEqual(
    lines.map((line) => line.key),
    ["day 2026-11-22", 2, 3],
  );
  assert.equal(lines[1].cont, true);
});

test("the word of the tick stays at the last own message, whether it is drawn or not", () => {
  const items = [says(1, "operator", 0, { person: anna }), says(2, "operator", 1, { person: anna })];
  const [, line] = thread(items, 0, day, { from: 0, to: 1 });
  assert.equal(line.last, false);
});

test("lines stand by days", () => {
  const lines = read([says(1, "visitor", 0, { at: at(0, 21) }), says(2, "visitor", 0), says(3, "visitor", 1)]);
  assert.deepEqual(
    days(lines).map((one) => [one.key, one.lines.map((line) => line.key)]),
    [
      ["day 2026-11-21", [1]],
      ["day 2026-11-22", [2, 3]],
    ],
  );
});
