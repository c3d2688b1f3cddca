import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { identify, setAttributes, unsetAttributes } from "../../../widget/src/identity.js";

/** A session that keeps what it is asked for; `up` says whether there is a line. */
function makeSession({ up = true, records = true } = {}) {
  const listeners = {};
  const session = {
    sent: [],
    waiting: [],
    heard: [],
    resets: 0,
    up,
    agreed: records,
    box: {
      kept: {},
      get: (name) => session.box.kept[name],
      set: (name, value) => void Object.assign(session.box.kept, { [name]: value }),
    },
    consent: { records: () => session.agreed },
    on(name, listener) {
      listeners[name] ??= [];
      listeners[name].push(listener);
    },
    emit(name, detail) {
      if (name === "identity") session.heard.push(detail);
      for (const listener of listeners[name] ?? []) listener(detail);
    },
    wish: (frame) => (session.up ? session.sent.push(frame) > 0 : session.waiting.push(frame)),
    reset() {
      session.resets += 1;
      session.waiting = [];
      session.emit("reset");
    },
    /** The server welcomes the line: what waited goes out then. */
    greet() {
      session.emit("greeted");
      session.up = true;
      session.sent.push(...session.waiting.splice(0));
    },
    answer: (t, fields = {}) => session.emit(`frame.${t}`, { t, client_id: session.sent.at(-1).client_id, ...fields }),
  };
  return session;
}

const told = (session) =>
  session.sent.map(({ t, jwt, external_id, set, unset }) =>
    [t, jwt ?? external_id ?? set ?? unset].filter((one) => one !== undefined),
  );

beforeEach(() => {
  mock.method(console, "warn", () => {});
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

test("one thing is told after the other", () => {
  const session = makeSession();
  identify(null, session, ["a.b.c"]);
  setAttributes(null, session, [{ size: "L" }]);
  assert.deepEqual(told(session), [["identify", "a.b.c"]]);
  session.answer("identity", { external_id: "4711", verified: true });
  assert.deepEqual(told(session).at(-1), ["attributes", { size: "L" }]);
  assert.deepEqual(session.heard, [{ id: "4711", verified: true, kept: [] }]);
});

test("another person begins anew, and what is told after them is of them", () => {
  const session = makeSession();
  identify(null, session, ["of.the.other"]);
  setAttributes(null, session, [{ size: "L" }]);
  session.answer("error", { code: "another_person", message: "" });
  assert.equal(session.resets, 1);
  assert.deepEqual(told(session).slice(1), [["logout"], ["identify", "of.the.other"]]);
  session.answer("identity", { external_id: "4712", verified: true });
  assert.deepEqual(told(session).at(-1), ["attributes", { size: "L" }]);
});

test("nobody begins anew twice for the same word", () => {
  const session = makeSession();
  identify(null, session, ["of.the.other"]);
  for (let round = 0; round < 3; round += 1) session.answer("error", { code: "another_person", message: "no" });
  assert.equal(session.resets, 1);
  assert.deepEqual(session.heard.at(-1), { error: "another_person", message: "no" });
});

test("what was signed is told again on a line that comes back, what was not is not", () => {
  const session = makeSession();
  identify(null, session, ["a.b.c"]);
  session.answer("identity", { verified: true });
  setAttributes(null, session, [{ size: "L" }]);
  session.answer("identity");
  session.greet();
  assert.deepEqual(told(session), [
    ["identify", "a.b.c"],
    ["attributes", { size: "L" }],
    ["identify", "a.b.c"],
  ]);
});

test("what waits for the first line is told once", () => {
  const session = makeSession({ up: false });
  identify(null, session, ["a.b.c"]);
  session.greet();
  assert.deepEqual(told(session), [["identify", "a.b.c"]]);
});

test("what got no answer before the line broke is told again", () => {
  const session = makeSession();
  identify(null, session, ["a.b.c"]);
  session.greet();
  assert.equal(told(session).length, 2);
});

test("nothing of somebody who was reset is told again", () => {
  const session = makeSession();
  identify(null, session, ["a.b.c"]);
  session.answer("identity", { verified: true });
  session.reset();
  session.greet();
  assert.deepEqual(told(session), [["identify", "a.b.c"]]);
});

test("nothing is told before the visitor agrees", () => {
  const session = makeSession({ records: false });
  identify(null, session, [{ id: 4711 }]);
  assert.deepEqual(session.sent, []);
  session.agreed = true;
  session.emit("consented");
  assert.deepEqual(told(session), [["person", "4711"]]);
});

test("a server that is away or out of breath is asked again later", () => {
  const session = makeSession();
  identify(null, session, ["a.b.c"]);
  session.answer("retry", { after: 2 });
  mock.timers.tick(2_000);
  session.answer("error", { code: "too_fast", retry_after: 5 });
  mock.timers.tick(5_000);
  assert.equal(session.sent.length, 3);
});

test("what was lost on the way is told again", () => {
  const session = makeSession();
  identify(null, session, ["a.b.c"]);
  mock.timers.tick(15_000);
  assert.deepEqual(told(session), [
    ["identify", "a.b.c"],
    ["identify", "a.b.c"],
  ]);
  session.answer("identity", { verified: true });
  mock.timers.tick(60_000);
  assert.equal(session.sent.length, 2);
});

test("what the server can't read holds nothing up", () => {
  const session = makeSession();
  setAttributes(null, session, [{ odd: "\ud800" }]);
  setAttributes(null, session, [{ size: "L" }]);
  session.emit("frame.error", { code: "bad_frame", message: "" });
  assert.deepEqual(told(session).at(-1), ["attributes", { size: "L" }]);
});

test("an answer to something else is none", () => {
  const session = makeSession();
  identify(null, session, ["a.b.c"]);
  session.emit("frame.error", { client_id: "another", code: "another_person" });
  session.emit("frame.identity", { client_id: "" });
  assert.equal(session.resets, 0);
  assert.deepEqual(session.heard, []);
});

test("with a token the id of the page is left out, everything else is said besides", () => {
  const session = makeSession();
  identify(null, session, [{ jwt: "a.b.c", id: "other", name: "Anna", plan: "gold" }]);
  session.answer("identity", { verified: true });
  const { t, external_id, name, attributes } = session.sent.at(-1);
  assert.deepEqual([t, external_id, name, attributes], ["person", undefined, "Anna", { plan: "gold" }]);
});

test("values are what the protocol takes", () => {
  const session = makeSession();
  setAttributes(null, session, [
    {
      text: "x".repeat(600),
      born: new Date(0),
      gone: null,
      missing: undefined,
      list: [],
      deep: {},
      act: () => {},
      none: Number.NaN,
      paid: 9.5,
      huge: 2 ** 60,
      endless: Number.POSITIVE_INFINITY,
    },
  ]);
  const { set } = session.sent[0];
  assert.equal(set.text.length, 512);
  assert.deepEqual({ ...set, text: "" }, { text: "", born: "1970-01-01T00:00:00.000Z", gone: null, paid: 9.5 });
  session.answer("identity");
  unsetAttributes(null, session, ["size"]);
  assert.deepEqual(session.sent[1].unset, ["size"]);
  session.answer("identity");
  setAttributes(null, session, [Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`a${at}`, at]))]);
  assert.equal(Object.keys(session.sent[2].set).length, 50);
});

test("a token or an id that is too long is not sent", () => {
  const session = makeSession();
  identify(null, session, ["x".repeat(8_193)]);
  identify(null, session, [{ id: "x".repeat(129) }]);
  assert.deepEqual(session.sent, []);
  assert.equal(console.warn.mock.callCount(), 2);
});

test("that the page ever said who it is is known before it is sent", () => {
  const session = makeSession({ up: false });
  setAttributes(null, session, [{ size: "L" }]);
  assert.equal(session.box.get("known"), undefined);
  identify(null, session, [{ email: "anna@mill.example" }]);
  assert.equal(session.box.get("known"), true);
});
