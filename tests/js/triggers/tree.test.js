// Moving conditions about: nothing is lost, nothing gets too deep.

import assert from "node:assert/strict";
import { test } from "node:test";
import { at, depth, drop, insert, MOST_DEEP, move, remove } from "../../../chatdesk/triggers/static/triggers/tree.js";

const leaf = (value) => ({ fact: "page_url", op: "contains", value });
const group = (...of) => ({ group: "all", of });
const values = (node) => (node.of ? node.of.flatMap(values) : [node.value]);

const sample = () => group(leaf("a"), group(leaf("b"), leaf("c")), leaf("d"));

test("a line moves down past a line, into a group, through it and out again", () => {
  const tree = sample();
  let path = [0];
  const orders = [];
  for (let step = 0; step < 4; step++) {
    path = move(tree, path, 1);
    orders.push(values(tree).join(""));
  }
  assert.deepEqual(orders, ["abcd", "bacd", "bcad", "bcad"]);
  assert.deepEqual(path, [1]);
});

test("what goes down and up again is where it was", () => {
  for (const start of [[0], [1, 0], [1, 1], [2]]) {
    const tree = sample();
    const moved = move(tree, start, 1);
    move(tree, moved, -1);
    if (JSON.stringify(moved) !== JSON.stringify(start)) assert.deepEqual(tree, sample(), String(start));
  }
});

test("the first line does not move up, the last not down", () => {
  const tree = sample();
  assert.deepEqual(move(tree, [0], -1), [0]);
  assert.deepEqual(move(tree, [2], 1)[0], 2);
  assert.deepEqual(values(tree).join(""), "abcd");
});

test("a group that lost its last line is gone", () => {
  const tree = group(leaf("a"), group(leaf("b")));
  remove(tree, [1, 0]);
  assert.deepEqual(tree, group(leaf("a")));
  const other = group(leaf("a"), group(leaf("b")), leaf("c"));
  assert.deepEqual(move(other, [1, 0], 1), [1]);
  assert.deepEqual(other, group(leaf("a"), leaf("b"), leaf("c")));
});

test("dropping puts a line before another, wherever that is", () => {
  const tree = sample();
  assert.deepEqual(drop(tree, [2], [1, 1]), [1, 1]);
  assert.equal(values(tree).join(""), "abdc");
  assert.deepEqual(drop(tree, [1, 0], [0]), [0]);
  assert.equal(values(tree).join(""), "badc");
});

test("a group is not dropped into itself, nor deeper than four", () => {
  const tree = sample();
  assert.deepEqual(drop(tree, [1], [1, 0]), [1]);
  assert.deepEqual(tree, sample());
  const deep = group(leaf("a"), group(group(group(leaf("x")))), group(leaf("y")));
  assert.equal(depth(deep), MOST_DEEP);
  assert.deepEqual(drop(deep, [2], [1, 0, 0, 0]), [2]);
  assert.deepEqual(drop(deep, [0], [1, 0, 0, 0]), [0, 0, 0, 0]);
  assert.equal(depth(deep), MOST_DEEP);
});

test("no move in any tree loses a line or goes too deep", () => {
  const tree = group(leaf("a"), group(group(group(leaf("x"), leaf("y")))), group(leaf("z")), leaf("d"));
  const all = values(tree).sort().join("");
  let path = [3];
  for (let turn = 0; turn < 60; turn++) {
    path = move(tree, path, turn % 7 < 4 ? -1 : 1);
    assert.equal(values(tree).sort().join(""), all);
    assert.ok(depth(tree) <= MOST_DEEP);
    assert.ok(at(tree, path));
  }
});

test("a new line is where it was put", () => {
  const tree = sample();
  assert.deepEqual(insert(tree, [1], 2, leaf("n")), [1, 2]);
  assert.equal(values(tree).join(""), "abcnd");
});
