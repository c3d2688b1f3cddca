import assert from "node:assert/strict";
import { test } from "node:test";
import { arc, elapsed, reading } from "../../../operators/static/operators/models/clock.js";

const SINCE = "2026-11-22T14:00:00Z";
const after = (seconds) => reading(SINCE, Date.parse(SINCE) + seconds * 1000, 120);

test("a whole quarter is the arc that the design draws", () => {
  assert.equal(arc(0, 1), "M18.8 2.6A14.5 14.5 0 0 1 31.4 15.2");
  assert.equal(arc(3, 1), "M2.6 15.2A14.5 14.5 0 0 1 15.2 2.6");
});

test("every 30 seconds another quarter begins", () => {
  assert.deepEqual(
    [0, 29, 30, 59, 60, 89, 90, 119].map((s) => after(s).stage),
    [1, 1, 2, 2, 3, 3, 4, 4],
  );
});

test("a quarter is never drawn longer than the time that has passed", () => {
  assert.equal(after(0).arcs.length, 0);
  assert.equal(after(16).arcs.length, 1);
  assert.notEqual(after(16).arcs[0], arc(0, 1));
  assert.equal(after(93).arcs.length, 4);
});

test("a broken promise stays and counts on", () => {
  assert.deepEqual({ stage: 5, left: 0, over: 14 }, (({ stage, left, over }) => ({ stage, left, over }))(after(134)));
});

test("a clock that is behind the server shows no negative waiting", () => {
  assert.equal(elapsed(SINCE, Date.parse(SINCE) - 5_000), 0);
  assert.equal(after(-600).left, 120);
});

test("quarters stay quarters of the client's own promise", () => {
  assert.equal(reading(SINCE, Date.parse(SINCE) + 45_000, 60).stage, 4);
});
