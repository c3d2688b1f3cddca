import assert from "node:assert/strict";
import { test } from "node:test";
import { maskCards } from "../../../widget/src/more/mask.js";

const MASKED = [
  ["4111111111111111", "••••••••••••1111"],
  ["4111 1111 1111 1111", "•••• •••• •••• 1111"],
  ["pay 5500-0000-0000-0004 now", "pay ••••-••••-••••-0004 now"],
  ["378282246310005", "•••••••••••0005"],
  ["4222222222222", "•••••••••2222"],
  ["6304 0000 0000 0000 000", "•••• •••• •••• •••0 000"],
  ["4111 1111 1111 1111 22", "•••• •••• •••• 1111 22"],
  ["٤١١١ ١١١١ ١١١١ ١١١١", "•••• •••• •••• ١١١١"],
  ["４１１１１１１１１１１１１１１１", "••••••••••••１１１１"],
  ["४१११११११११११११११", "••••••••••••११११"],
  ["4111 1111 1111 1111 and 4111111111111111", "•••• •••• •••• 1111 and ••••••••••••1111"],
];
for (const [typed, shown] of MASKED) test(`hides ${typed}`, () => assert.equal(maskCards(typed), shown));

const KEPT = [
  "order 1234567890123456",
  "+49 30 1234567",
  "2.4 m wide, 900 homes",
  "411111111111",
  "0000 0000 0000 0000",
  "",
  "4111\n1111\n1111\n1111",
];
for (const text of KEPT) test(`leaves ${JSON.stringify(text)}`, () => assert.equal(maskCards(text), text));
