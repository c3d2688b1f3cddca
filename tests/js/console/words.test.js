import assert from "node:assert/strict";
import { test } from "node:test";
import { clockTime, formats } from "../../../operators/static/operators/format.js";
import en from "../../../operators/static/operators/languages/en.js";
import ru from "../../../operators/static/operators/languages/ru.js";
import { parts } from "../../../operators/static/operators/models/links.js";

/** Every name of a text with the kind of its value, nested ones included. */
const shape = (texts, prefix = "") =>
  Object.entries(texts).flatMap(([name, text]) =>
    typeof text === "object"
      ? shape(text, `${prefix}${name}.`)
      : [`${prefix}${name} ${typeof text} ${text.length && typeof text === "function" ? text.length : ""}`],
  );

test("both languages have the same texts with the same gaps", () => {
  assert.deepEqual(shape(ru).sort(), shape(en).sort());
});

test("Russian counts decline", () => {
  assert.deepEqual([1, 2, 5, 11, 21].map(ru.days), ["1 день", "2 дня", "5 дней", "11 дней", "21 день"]);
  assert.equal(ru.wentOut(2), "Связь восстановлена. Ушло сообщений: 2.");
});

test("English counts and ordinals", () => {
  assert.deepEqual([1, 2, 3, 4, 11, 22].map(en.visitNumber), [
    "1st visit",
    "2nd visit",
    "3rd visit",
    "4th visit",
    "11th visit",
    "22nd visit",
  ]);
  assert.equal(en.wentOut(1), "Connected again. 1 message went out.");
});

test("no text shouts", () => {
  const all = JSON.stringify([en, ru]);
  assert.equal(all.includes("!"), false);
});

test("times of clocks", () => {
  assert.deepEqual([0, 8, 72, 3_999, -3].map(clockTime), ["0:00", "0:08", "1:12", "1:06:39", "0:00"]);
});

test("an unknown time zone is no error", () => {
  const { timeIn } = formats("en-GB");
  assert.equal(timeIn("Nowhere/At_all", 0), "");
  assert.equal(timeIn("Europe/Moscow", Date.UTC(2026, 10, 22, 14)), "17:00");
});

test("links are found, and what ends a sentence is not part of them", () => {
  assert.deepEqual(parts("see https://shop.example/a?b=1, then"), [
    { text: "see " },
    { text: "https://shop.example/a?b=1", href: "https://shop.example/a?b=1" },
    { text: ", then" },
  ]);
});

test("nothing but http and https is a link", () => {
  for (const text of ["javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "<b>bold</b>", "shop.example"]) {
    assert.deepEqual(parts(text), [{ text }]);
  }
});
