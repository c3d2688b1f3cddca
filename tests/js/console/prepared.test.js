// Which prepared reply fits what the visitor writes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { actionOf } from "../../../operators/static/operators/models/keymap.js";
import { fits, fitting, theirWords } from "../../../operators/static/operators/models/prepared.js";

test("words fit as words, whatever their case and language", () => {
  assert.ok(fits(["two", "both"], "Both, please"));
  assert.ok(fits(["two"], "I need TWO!"));
  assert.ok(fits(["два контура"], "наверное, Два контура"));
  assert.ok(!fits(["two"], "network"));
  assert.ok(!fits(["два"], "двадцать"));
  assert.ok(!fits(["2"], "12"));
});

test("what looks like a pattern is only text", () => {
  assert.ok(fits(["What is (a) circuit?"], "what is (a) circuit?"));
  assert.ok(!fits([".*"], "anything"));
});

test("a star stands for the rest of a word, or for all of it", () => {
  assert.ok(fits(["контур*"], "двумя контурами"));
  assert.ok(fits(["*circuit"], "a microcircuit, then"));
  assert.ok(fits(["* m2"], "about 120 m2"));
  assert.ok(fits(["t*o*"], "twofold"));
  assert.ok(!fits(["circuit*"], "microcircuits"));
  assert.ok(!fits(["two*"], "tw o"));
  assert.ok(!fits(["* m2"], "m2"));
  assert.ok(!fits(["ab*ba"], "aba"));
});

test("the first reply that fits, or none", () => {
  const replies = [{ words: ["two"] }, { words: ["three", "two"] }];
  assert.equal(fitting(replies, "two"), 0);
  assert.equal(fitting(replies, "three"), 1);
  assert.equal(fitting(replies, "four"), -1);
  assert.equal(fitting(replies, ""), -1);
});

test("what is being typed counts more than what was sent, and only the visitor's", () => {
  const items = [
    { by: "visitor", text: "two" },
    { by: "operator", text: "three" },
  ];
  assert.equal(theirWords({ text: "thr" }, items), "thr");
  assert.equal(theirWords({ text: "", typing: true }, items), "two");
  assert.equal(theirWords(undefined, []), "");
});

test("Alt and a digit takes a reply, with Shift it goes out, a digit alone only outside text", () => {
  const press = (code, keys = {}) => ({
    code,
    altKey: false,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    ...keys,
  });
  const where = { inText: true, singles: true };
  assert.equal(actionOf(press("Digit2", { altKey: true }), where), "prepared2");
  assert.equal(actionOf(press("Digit2", { altKey: true, shiftKey: true }), where), "sendPrepared2");
  assert.equal(actionOf(press("Digit2"), where), "");
  assert.equal(actionOf(press("Digit2"), { ...where, inText: false }), "prepared2");
});
