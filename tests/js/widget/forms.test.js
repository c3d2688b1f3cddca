import assert from "node:assert/strict";
import { test } from "node:test";
import { inWords, isSecret, recognise } from "../../../widget/src/forms/kinds.js";
import { contactsIn } from "../../../widget/src/forms/read.js";

/** @param {string} words @param {string} [type] @param {string} [autocomplete] */
const marks = (words, type = "text", autocomplete = "") => ({ type, autocomplete, words: inWords(words.split("|")) });

const KINDS = [
  ["q", "email"],
  ["e-mail", "text"],
  ["userEmail", "text"],
  ["Электронная почта", "text"],
  ["Correo", "text"],
].map(([words, type]) => /** @type {const} */ (["email", marks(words, type)]));
const PHONES = ["phone", "tel", "Телефон", "mobile_number", "customerPhone", "Telefonnummer", "电话"].map(
  (words) => /** @type {const} */ (["phone", marks(words)]),
);
const NAMES = [
  ["name", "name"],
  ["name", "your-name"],
  ["name", "ФИО"],
  ["name", "fullName"],
  ["given", "firstName"],
  ["given", "Ваше имя"],
  ["family", "last_name"],
  ["family", "Фамилия"],
  ["", "username"],
  ["", "company name"],
  ["", "Название компании"],
  ["", "city"],
  ["", "comment"],
].map(([kind, words]) => /** @type {const} */ ([kind, marks(words)]));

test("fields are recognised by type, autocomplete and their words, in several languages", () => {
  for (const [kind, field] of [...KINDS, ...PHONES, ...NAMES]) assert.equal(recognise(field), kind, field.words);
  assert.equal(recognise(marks("q", "tel")), "phone");
  assert.equal(recognise(marks("q", "text", "section-a shipping given-name")), "given");
  assert.equal(recognise(marks("q", "text", "billing email")), "email");
});

test("what looks like a secret is never read, whatever else it looks like", () => {
  const secrets = [
    ...["password", "userPassword", "new_pass", "Пароль", "contraseña", "mot-de-passe", "Kennwort", "密码"],
    ...["cardNumber", "card-holder name", "Номер карты", "Kartennummer", "tarjeta", "cvv", "CVC2", "cvc"],
    ...["iban", "ssn", "user_pin", "pin", "otp", "smsCode", "Код из SMS", "secret answer", "Секретный вопрос"],
    ...["passport", "Паспорт", "ИНН", "СНИЛС", "account number", "api_token", "security code", "captcha"],
  ];
  for (const words of secrets) assert.ok(isSecret(marks(`phone|${words}`)), words);
  for (const type of ["password", "hidden", "file", "checkbox", "radio", "number", "submit"])
    assert.ok(isSecret(marks("email", type)), type);
  for (const filled of ["cc-name", "cc-number", "current-password", "new-password", "one-time-code", "billing cc-csc"])
    assert.ok(isSecret(marks("name", "text", filled)), filled);
});

test("ordinary fields are no secrets", () => {
  for (const words of [
    "shipping name",
    "passenger name",
    "opinion",
    "postal code",
    "Телефон",
    "email",
    "Имя",
    "company",
  ])
    assert.ok(!isSecret(marks(words)), words);
});

test("a first and a family name become one, and what is no contact is left out", () => {
  assert.deepEqual(contactsIn({ given: "Anna", family: "Berg", email: "a@b.example" }), [
    { kind: "name", value: "Anna Berg" },
    { kind: "email", value: "a@b.example" },
  ]);
  assert.deepEqual(contactsIn({ name: "123", email: "nobody", phone: "12" }), []);
  assert.deepEqual(contactsIn({ phone: "4111 1111 1111 1111", name: "4111111111111111 Anna" }), []);
  assert.deepEqual(contactsIn({ name: "A".repeat(81), phone: "1".repeat(33) }), []);
});
