import assert from "node:assert/strict";
import { test } from "node:test";
import { Asked } from "../../../operators/static/operators/models/asked.js";
import { MemoryStorage } from "./storage.js";

test("what was asked lately is kept, the latest first, once each and not without end", () => {
  const asked = new Asked(new MemoryStorage(), "m1");
  for (const text of ["1", "2", "3", "4", "5", "2", "6"]) asked.add(text);
  assert.deepEqual(asked.list(), ["6", "2", "5", "4", "3"]);
});

test("another person in the same browser sees none of it", () => {
  const kept = new MemoryStorage();
  new Asked(kept, "m1").add("Beech or ash?");
  assert.deepEqual(new Asked(kept, "m2").list(), []);
});

test("what somebody else wrote into the storage breaks nothing", () => {
  for (const text of ["{", "null", "7", '{"a":1}']) {
    const kept = new MemoryStorage();
    kept.setItem("desk:m1:asked", text);
    assert.deepEqual(new Asked(kept, "m1").list(), []);
  }
});
