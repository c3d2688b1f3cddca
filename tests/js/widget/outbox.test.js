import assert from "node:assert/strict";
import { test } from "node:test";
import { makeBox } from "../../../widget/src/talk/box.js";
import { makeDelivery } from "../../../widget/src/talk/delivery.js";
import { LATER, makeOutbox, REFUSED, STORED } from "../../../widget/src/talk/outbox.js";

const blocked = () => {
  throw new Error("storage is blocked");
};

/** One storage, as many tabs as a test wants; `alone` works like a Web Lock. */
function browser() {
  const stored = new Map();
  const area = { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => stored.set(key, value) };
  let queue = Promise.resolve();
  const alone = (_, work) => {
    queue = queue.then(work);
    return queue;
  };
  return {
    tab: () =>
      makeOutbox(
        makeBox("p.", () => area),
        alone,
      ),
    area,
  };
}
const pending = (id) => ({ id, text: `text of ${id}`, at: "2026-11-22T09:00:00Z" });

test("what was not acknowledged is there after a reload", () => {
  const { tab } = browser();
  tab().add(pending("one"));
  assert.deepEqual(
    tab()
      .list()
      .map(({ id }) => id),
    ["one"],
  );
});

test("messages go out in their order, and each only once over two tabs", async () => {
  const { tab } = browser();
  const [first, second] = [tab(), tab()];
  for (const id of ["a", "b", "c"]) first.add(pending(id));
  const sent = [];
  const send = async ({ id }) => {
    sent.push(id);
    return STORED;
  };
  await Promise.all([first.flush(send), second.flush(send)]);
  assert.deepEqual(sent, ["a", "b", "c"]);
  assert.deepEqual(second.list(), []);
});

test("when the line breaks nothing later overtakes", async () => {
  const outbox = browser().tab();
  for (const id of ["a", "b"]) outbox.add(pending(id));
  const sent = [];
  await outbox.flush(async ({ id }) => {
    sent.push(id);
    return LATER;
  });
  assert.deepEqual(sent, ["a"]);
  assert.equal(outbox.list().length, 2);
});

test("a refused message stays, marked, and does not hold up the next one", async () => {
  const outbox = browser().tab();
  for (const id of ["bad", "good"]) outbox.add(pending(id));
  await outbox.flush(async ({ id }) => (id === "bad" ? REFUSED : STORED));
  assert.deepEqual(outbox.list(), [{ ...pending("bad"), failed: true }]);
});

test("a second try goes under a new id", async () => {
  const outbox = browser().tab();
  outbox.add(pending("bad"));
  await outbox.flush(async () => REFUSED);
  outbox.retry("bad", "fresh");
  assert.deepEqual(outbox.list(), [{ ...pending("bad"), id: "fresh", failed: false }]);
});

test("with blocked or full storage the page's memory holds what waits", () => {
  const full = { getItem: () => null, setItem: blocked };
  for (const area of [blocked, () => full]) {
    const outbox = makeOutbox(makeBox("p.", area), async (_, work) => work());
    outbox.add(pending("one"));
    assert.equal(outbox.list().length, 1);
  }
});

test("rubbish in the storage is an empty outbox", () => {
  const { area, tab } = browser();
  for (const rubbish of ["{", "7", '{"a":1}', "null"]) {
    area.setItem("p.outbox", rubbish);
    assert.deepEqual(tab().list(), []);
  }
});

/** A delivery whose server answers as the test says. */
function delivery(answers) {
  const outbox = browser().tab();
  const stored = [];
  const sent = [];
  const carrier = makeDelivery({
    outbox,
    stored: (frame) => stored.push(frame.seq),
    changed() {},
    send(frame) {
      sent.push(frame);
      const answer = answers.shift();
      if (answer) queueMicrotask(() => carrier.answer({ client_id: frame.client_id, ...answer }));
      return answer !== undefined;
    },
  });
  return { carrier, outbox, stored, sent };
}

test("an ack empties the outbox", async () => {
  const { carrier, outbox, stored, sent } = delivery([{ t: "ack", seq: 1 }]);
  outbox.add(pending("one"));
  await carrier.flush();
  assert.deepEqual(stored, [1]);
  assert.deepEqual(sent, [{ t: "message", client_id: "one", text: "text of one" }]);
  assert.deepEqual(outbox.list(), []);
});

test("without a line the message waits", async () => {
  const { carrier, outbox } = delivery([]);
  outbox.add(pending("one"));
  await carrier.flush();
  assert.equal(outbox.list()[0].failed, undefined);
});

test("a refusal for good marks the message", async () => {
  for (const code of ["bad_text", "too_long", "conflict", "repeated", "too_many_conversations"]) {
    const { carrier, outbox } = delivery([{ t: "error", code }]);
    outbox.add(pending("one"));
    await carrier.flush();
    assert.equal(outbox.list()[0].failed, true, code);
  }
});

test("too fast, or a database that is away, is only a delay", async (context) => {
  for (const answer of [
    { t: "error", code: "too_fast", retry_after: 2 },
    { t: "retry", after: 2 },
  ]) {
    context.mock.timers.enable({ apis: ["setTimeout"] });
    const { carrier, outbox, sent } = delivery([answer, { t: "ack", seq: 1 }]);
    outbox.add(pending("one"));
    await carrier.flush();
    assert.equal(outbox.list()[0].failed, undefined);
    context.mock.timers.tick(2000);
    for (let turn = 0; turn < 10; turn++) await null;
    assert.deepEqual(
      sent.map(({ client_id }) => client_id),
      ["one", "one"],
    );
    context.mock.timers.reset();
  }
});

test("an answer to somebody else's message is not ours", async () => {
  const { carrier, outbox } = delivery([{ t: "ack", seq: 1, client_id: "other" }]);
  outbox.add(pending("one"));
  const flushed = carrier.flush();
  await null;
  await null;
  carrier.cut();
  await flushed;
  assert.equal(outbox.list().length, 1);
});
