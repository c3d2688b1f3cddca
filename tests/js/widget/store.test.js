import assert from "node:assert/strict";
import { test } from "node:test";
import * as store from "../../../widget/src/talk/store.js";

const at = "2026-11-22T09:00:00Z";
const item = (seq, more) => ({ seq, by: "operator", text: `line ${seq}`, at, ...more });
const talkWith = (...seqs) => ({
  ...store.emptyTalk(),
  conversation: { id: "c", state: "active", last_seq: Math.max(0, ...seqs) },
  items: seqs.map((seq) => item(seq)),
  epoch: "one",
});
const seqs = (talk) => talk.items.map(({ seq }) => seq);

test("messages stand in the order of their numbers, whatever the order of their arrival", () => {
  const talk = talkWith(2);
  store.merge(talk, [item(3), item(1)]);
  assert.deepEqual(seqs(talk), [1, 2, 3]);
});

test("a message that arrives twice is shown once and is news once", () => {
  const talk = talkWith(1);
  assert.deepEqual(store.merge(talk, [item(1)]), []);
  assert.equal(talk.items.length, 1);
});

test("the server's words replace ours, because it masks what must not be kept", () => {
  const talk = talkWith();
  store.acknowledge(talk, { t: "ack", conversation: "c", seq: 1, at }, { id: "me", text: "4111 1111 1111 1111", at });
  store.merge(talk, [item(1, { by: "visitor", text: "•••• 1111", client_id: "me" })]);
  assert.equal(talk.items[0].text, "•••• 1111");
});

test("an ack that comes after the message itself changes nothing", () => {
  const talk = talkWith();
  store.merge(talk, [item(1, { by: "visitor", text: "masked", client_id: "me" })]);
  store.acknowledge(talk, { t: "ack", conversation: "c", seq: 1, at }, { id: "me", text: "as typed", at });
  assert.equal(talk.items[0].text, "masked");
});

test("the cursor stops before the first gap", () => {
  assert.equal(store.cursor(talkWith(1, 2, 4)), 2);
  assert.equal(store.cursor(talkWith()), 0);
});

test("the cursor counts from the first message that is held, as the server may send only the newest", () => {
  assert.equal(store.cursor(talkWith(51, 52, 53)), 53);
});

test("a gap is seen inside, at the end, and when the server names a newer message", () => {
  assert.ok(store.hasGap(talkWith(1, 3)));
  assert.ok(store.hasGap({ ...talkWith(1), conversation: { id: "c", state: "active", last_seq: 2 } }));
  assert.ok(store.hasGap(talkWith(1, 2), 3));
  assert.ok(!store.hasGap(talkWith(1, 2), 2));
});

test("a welcome with a usable cursor adds to what is held", () => {
  const talk = talkWith(1, 2);
  const fresh = store.welcome(talk, {
    t: "welcome",
    epoch: "one",
    conversation: { id: "c", state: "active", last_seq: 3 },
    messages: [item(3)],
  });
  assert.deepEqual(seqs(talk), [1, 2, 3]);
  assert.deepEqual(
    fresh.map(({ seq }) => seq),
    [3],
  );
});

test("a welcome that resets, or comes from a restored database, replaces what is held", () => {
  for (const more of [{ reset: true }, { epoch: "two" }]) {
    const talk = talkWith(1, 2, 3);
    const conversation = { id: "c", state: "active", last_seq: 1 };
    store.welcome(talk, { t: "welcome", epoch: "one", conversation, messages: [item(1)], ...more });
    assert.deepEqual(seqs(talk), [1]);
  }
});

test("a visitor whom the server does not know starts with nothing", () => {
  const talk = talkWith(1, 2);
  store.welcome(talk, { t: "welcome", epoch: "one" });
  assert.equal(talk.conversation, null);
  assert.deepEqual(talk.items, []);
});

test("marks of what was read never go back", () => {
  const talk = talkWith(1, 2);
  store.update(talk, { id: "c", state: "active", last_seq: 2, read_by_operator: 2, read_by_visitor: 2 });
  store.update(talk, { id: "c", state: "active", last_seq: 2, read_by_operator: 1 });
  assert.equal(talk.conversation.read_by_operator, 2);
  assert.equal(talk.conversation.read_by_visitor, 2);
});

test("another conversation turns the present one into history", () => {
  const talk = talkWith(1, 2);
  store.turnTo(talk, "next");
  assert.deepEqual(seqs(talk), []);
  assert.equal(talk.earlier.length, 2);
});

test("unread are only the other side's messages after what was read", () => {
  const talk = talkWith(1, 2, 3);
  talk.items[2].by = "visitor";
  talk.conversation.read_by_visitor = 1;
  assert.equal(store.unread(talk), 1);
});

test("only the newest hundred are kept for the next page", () => {
  const talk = talkWith(...Array.from({ length: 130 }, (_, index) => index + 1));
  assert.equal(store.toKeep(talk).items.length, 100);
  assert.equal(store.toKeep(talk).items[0].seq, 31);
});
