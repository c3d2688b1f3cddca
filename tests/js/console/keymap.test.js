import assert from "node:assert/strict";
import { test } from "node:test";
import { actionOf } from "../../../operators/static/operators/models/keymap.js";

const press = (code, more = {}) => ({
  code,
  altKey: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  getModifierState: () => false,
  ...more,
});
const outside = { inText: false, singles: true };
const inText = { inText: true, singles: true };

test("chords act everywhere, by the place of the key", () => {
  assert.equal(actionOf(press("KeyA", { altKey: true, key: "ф" }), inText), "takeNext");
  assert.equal(actionOf(press("ArrowDown", { altKey: true }), inText), "down");
});

test("no single key acts inside a text field", () => {
  for (const code of ["KeyJ", "KeyK", "KeyR", "Slash"]) assert.equal(actionOf(press(code), inText), "");
  assert.equal(actionOf(press("Slash", { shiftKey: true }), inText), "");
});

test("single keys can be switched off", () => {
  assert.equal(actionOf(press("KeyR"), outside), "write");
  assert.equal(actionOf(press("KeyR"), { inText: false, singles: false }), "");
});

test("AltGr is never Alt", () => {
  const altGraph = { altKey: true, getModifierState: (name) => name === "AltGraph" };
  assert.equal(actionOf(press("KeyA", altGraph), outside), "");
});

test("keys of the browser and of input methods are left alone", () => {
  assert.equal(actionOf(press("KeyA", { altKey: true, ctrlKey: true }), outside), "");
  assert.equal(actionOf(press("KeyR", { metaKey: true }), outside), "");
  assert.equal(actionOf(press("KeyJ", { isComposing: true }), outside), "");
  for (const code of ["KeyD", "KeyE", "KeyF"]) assert.equal(actionOf(press(code, { altKey: true }), outside), "");
});

test("a question mark opens the sheet, a slash the filter, F6 walks both ways", () => {
  assert.equal(actionOf(press("Slash", { shiftKey: true }), outside), "keys");
  assert.equal(actionOf(press("Slash"), outside), "filter");
  assert.equal(actionOf(press("F6"), inText), "nextPane");
  assert.equal(actionOf(press("F6", { shiftKey: true }), inText), "previousPane");
});
