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

const mine = (more) => row("a", { state: "active", assigned: "me", ...more });

/** What is warned of from one second of the clock to another, once a second. */
function heard(warnings, rows, from, to) {
  const said = [];
  for (let second = from; second <= to; second += 1) {
    for (const { name, again } of warnings.due(rows, "me", START + second * 1000, 120))
      said.push([second, name, again]);
  }
  return said;
}

test("the clock of an own conversation speaks once at 60, at 30 and at the end; at 30 it rings three times", () => {
  assert.deepEqual(heard(new Warnings(), world(mine()), 0, 200), [
    [60, "half", false],
    [90, "last", false],
    [100, "last", true],
    [110, "last", true],
    [120, "broken", false],
  ]);
});

test("the alert of the last 30 s stops as soon as the question is answered", () => {
  const warnings = new Warnings();
  assert.deepEqual(heard(warnings, world(mine()), 90, 99), [[90, "last", false]]);
  assert.deepEqual(heard(warnings, world(mine({ waiting_since: null })), 100, 200), []);
});

test("the alert stops when somebody else has the conversation, and when it has ended", () => {
  for (const change of [{ assigned: "ilya" }, { state: "ended" }, { state: "waiting" }]) {
    const warnings = new Warnings();
    heard(warnings, world(mine()), 90, 90);
    assert.deepEqual(heard(warnings, world(mine(change)), 91, 200), []);
  }
});

test("whoever opens the desk late is warned from then on, and not of a time that is over", () => {
  assert.deepEqual(heard(new Warnings(), world(mine()), 113, 130), [
    [113, "last", false],
    [120, "broken", false],
  ]);
});

test("two clocks ring each for itself", () => {
  const rows = world(mine(), { ...mine({ waiting_since: at(5) }), id: "b" });
  const rung = heard(new Warnings(), rows, 0, 119).filter(([, name]) => name === "last");
  assert.deepEqual(
    rung.map(([second]) => second),
    [90, 95, 100, 105, 110, 115],
  );
});

test("a timer that is late by some seconds warns as often", () => {
  const warnings = new Warnings();
  const rows = world(mine());
  const rung = [91, 104, 112, 119].filter((second) => warnings.due(rows, "me", START + second * 1000, 120).length);
  assert.deepEqual(rung, [91, 104, 112]);
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
