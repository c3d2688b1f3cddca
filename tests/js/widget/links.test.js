import assert from "node:assert/strict";
import { test } from "node:test";
import { isGesture } from "../../../widget/src/more/emoji.js";
import { isOwn, pieces } from "../../../widget/src/more/links.js";

const addresses = (text) => pieces(text).flatMap((piece) => (typeof piece === "string" ? [] : [piece.href]));
const whole = (text) =>
  pieces(text)
    .map((piece) => (typeof piece === "string" ? piece : piece.text))
    .join("");

const FOUND = [
  ["see https://shop.example/a?b=1#c", "https://shop.example/a?b=1#c"],
  ["see www.shop.example.", "https://www.shop.example/"],
  ["reactor-and-match.example/hearth-2", "https://reactor-and-match.example/hearth-2"],
  ["(https://shop.example/a)", "https://shop.example/a"],
  ["https://shop.example/a_(b)", "https://shop.example/a_(b)"],
  ["Это https://пример.рф/котёл, смотрите", "https://xn--e1afmkfd.xn--p1ai/%D0%BA%D0%BE%D1%82%D1%91%D0%BB"],
];
for (const [text, href] of FOUND) {
  test(`finds the address in ${text}`, () => {
    assert.deepEqual(addresses(text), [href]);
    assert.equal(whole(text), text);
  });
}

const PLAIN = [
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "anna@post.example",
  "2.4 m",
  "Done.Next one",
  "https://",
  "vbscript:x",
  "file:///etc/passwd",
];
for (const text of PLAIN) test(`finds none in ${text}`, () => assert.deepEqual(addresses(text), []));

test("markup stays text", () => {
  const text = '<img src=x onerror=alert(1)> https://shop.example/"><script>';
  assert.equal(whole(text), text);
  assert.deepEqual(addresses(text), ["https://shop.example/"]);
});

test("the same site is recognised with and without www, another one is not", () => {
  assert.ok(isOwn("https://www.shop.example/a", "shop.example"));
  assert.ok(!isOwn("https://shop.example.evil.example/a", "shop.example"));
});

test("one to three emoji are a gesture, more or mixed with words are not", () => {
  for (const text of ["👍", "👍😄", "❤️ 🔥 ✅", "👨‍👩‍👧", "🇩🇪", "👍🏽"]) assert.ok(isGesture(text), text);
  for (const text of ["👍👍👍👍", "ok 👍", "", "12", "©opy", "…"]) assert.ok(!isGesture(text), text);
});
