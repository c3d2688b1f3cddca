import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, IN_SIGHT, MANY } from "../../../operators/static/operators/models/fold.js";

const ids = (count, kind = "rest") => Array.from({ length: count }, (_, n) => `${kind}${n}`);
const canFold = (id) => id.startsWith("rest");
const nothing = () => false;

test("a list of twenty shows everything", () => {
  assert.deepEqual(fold(ids(MANY), canFold, nothing), ids(MANY));
});

test("one more, and ten of those that can wait stay in sight, the first ones", () => {
  assert.deepEqual(fold(ids(MANY + 1), canFold, nothing), ids(IN_SIGHT));
});

test("what needs me is never folded, however much it is", () => {
  const due = ids(30, "due");
  assert.deepEqual(fold([...due, ...ids(12)], canFold, nothing), [...due, ...ids(IN_SIGHT)]);
});

test("what is open stays in sight at its place", () => {
  const shown = fold(ids(40), canFold, (id) => id === "rest25");
  assert.deepEqual(shown, [...ids(IN_SIGHT), "rest25"]);
});

test("what is open and in sight anyway takes no second place", () => {
  assert.deepEqual(
    fold(ids(40), canFold, (id) => id === "rest3"),
    ids(IN_SIGHT),
  );
});
