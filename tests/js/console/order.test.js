import assert from "node:assert/strict";
import { test } from "node:test";
import { settle } from "../../../operators/static/operators/models/order.js";

test("rows do not move under the pointer, newcomers come last", () => {
  assert.deepEqual(settle(["a", "b", "c"], ["new", "c", "a", "b"], true), ["a", "b", "c", "new"]);
});

test("a row that is gone leaves, whoever points at the list", () => {
  assert.deepEqual(settle(["a", "b", "c"], ["c", "a"], true), ["a", "c"]);
});

test("nobody points: the wanted order", () => {
  assert.deepEqual(settle(["a", "b"], ["b", "a"], false), ["b", "a"]);
});
