import assert from "node:assert/strict";
import { test } from "node:test";
import { Alerts, REPEAT, SPACING } from "../../../operators/static/operators/models/alerts.js";
import { Warnings } from "../../../operators/static/operators/models/warnings.js";

const START = Date.UTC(2026, 10, 22, 14);
const at = (seconds) => new Date(START + seconds * 1000).toISOString();
const row = (id, more) => ({ id, visitor: id, state: "waiting", waiting_since: at(0), last_at: at(0), ...more });
const world = (...rows) => new Map(rows.map((one) => [one.id, one]));
const ids = (rows) => rows.map((one) => one.id);

test("a waiting conversation rings at once and every 20 s until it is taken", () => {
  const alerts = new Alerts();
  const rows = world(row("a"));
  assert.deepEqual(ids(alerts.due(rows, START)), ["a"]);
  assert.deepEqual(alerts.due(rows, START + REPEAT - 1), []);
  assert.deepEqual(ids(alerts.due(rows, START + REPEAT)), ["a"]);
  assert.deepEqual(alerts.due(world(row("a", { state: "active", assigned: "ilya" })), START + 2 * REPEAT), []);
});

test("there is at most one sound in two seconds", () => {
  const alerts = new Alerts();
  alerts.due(world(row("a")), START);
  const both = world(row("a"), row("b"));
  assert.deepEqual(alerts.due(both, START + SPACING - 1), []);
  assert.deepEqual(ids(alerts.due(both, START + SPACING)), ["b"]);
});

test("the one who has waited longest is on the card", () => {
  const rows = world(row("young", { waiting_since: at(30) }), row("old"));
  assert.deepEqual(ids(new Alerts().pending(rows)), ["old", "young"]);
});

test("a conversation that was left without an open question does not ring", () => {
  assert.deepEqual(new Alerts().pending(world(row("left", { waiting_since: undefined }))), []);
});

test("what I hid stays hidden for me", () => {
  const alerts = new Alerts();
  alerts.hide("a");
  assert.deepEqual(alerts.pending(world(row("a"))), []);
});

test("a conversation handed over to me rings until I open it", () => {
  const alerts = new Alerts();
  const rows = world(row("a", { state: "active", assigned: "me", waiting_since: undefined }));
  alerts.handedOver("a", "Ilya");
  assert.deepEqual(ids(alerts.pending(rows)), ["a"]);
  assert.equal(alerts.from("a"), "Ilya");
  alerts.opened("a");
  assert.deepEqual(alerts.pending(rows), []);
});

test("the clock of an own conversation speaks once at 60, at 30 and at the end", () => {
  const warnings = new Warnings();
  const rows = world(row("a", { state: "active", assigned: "me" }));
  const said = [];
  for (let second = 0; second <= 150; second += 1) {
    for (const { name } of warnings.due(rows, "me", START + second * 1000, 120)) said.push([second, name]);
  }
  assert.deepEqual(said, [
    [60, "half"],
    [90, "last"],
    [120, "broken"],
  ]);
});

test("clocks of colleagues and of the waiting ones say nothing to me", () => {
  const rows = world(row("a", { state: "active", assigned: "ilya" }), row("b"));
  assert.deepEqual(new Warnings().due(rows, "me", START + 95_000, 120), []);
});

test("a new question of the same visitor is warned of again", () => {
  const warnings = new Warnings();
  const asked = (since) => world(row("a", { state: "active", assigned: "me", waiting_since: at(since) }));
  assert.equal(warnings.due(asked(0), "me", START + 95_000, 120).length, 1);
  assert.equal(warnings.due(asked(100), "me", START + 195_000, 120).length, 1);
});
