import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { pause } from "../../../operators/static/operators/models/backoff.js";
import { OperatorSocket } from "../../../operators/static/operators/socket.js";

/** A socket that the test opens, closes and lets speak. */
class Wire {
  readyState = 0;
  sent = [];

  open() {
    this.readyState = 1;
    this.onopen();
  }

  say(frame) {
    this.onmessage({ data: JSON.stringify(frame) });
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.();
  }
}

const ticket = {
  ok: true,
  status: 200,
  json: async () => ({ ticket: "t".repeat(32), socket: "ws://desk.example/ws" }),
};
const turn = () => new Promise((done) => setImmediate(done));

/** A desk's socket with everything that it told. */
async function desk(answer = async () => ticket) {
  const told = { wires: [], frames: [], phases: [] };
  const socket = new OperatorSocket({
    fetchTicket: answer,
    connect: () => told.wires[told.wires.push(new Wire()) - 1],
    onFrame: (frame) => told.frames.push(frame),
    onState: ({ phase }) => told.phases.push(phase),
  });
  socket.start();
  await turn();
  return { socket, told, last: () => told.wires.at(-1) };
}

async function later(milliseconds) {
  mock.timers.tick(milliseconds);
  await turn();
}

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
afterEach(() => mock.timers.reset());

test("a ticket, then hello with it, then the welcome opens the desk", async () => {
  const { told, last } = await desk();
  last().open();
  assert.deepEqual(last().sent, [{ t: "hello", ticket: "t".repeat(32) }]);
  assert.deepEqual(told.phases, ["connecting"]);
  last().say({ t: "welcome" });
  assert.deepEqual(told.phases, ["connecting", "open"]);
});

test("without a connection nothing is sent, and the caller knows", async () => {
  const { socket, last } = await desk();
  assert.equal(socket.send({ t: "open" }), false);
  last().open();
  assert.equal(socket.send({ t: "open" }), true);
});

test("a lost connection comes back by itself with a new ticket", async () => {
  const { told, last } = await desk();
  last().open();
  last().say({ t: "welcome" });
  last().close();
  assert.equal(told.phases.at(-1), "waiting");
  await later(500);
  assert.equal(told.wires.length, 2);
});

test("a signed-out session is said, and not asked again and again", async () => {
  const { told } = await desk(async () => ({ ok: false, status: 403, type: "basic" }));
  assert.equal(told.phases.at(-1), "signed_out");
  await later(60_000);
  assert.equal(told.wires.length, 0);
  assert.equal(told.phases.at(-1), "signed_out");
});

test("a redirect to the sign-in page is signed out, too", async () => {
  const { told } = await desk(async () => ({ ok: false, status: 0, type: "opaqueredirect" }));
  assert.equal(told.phases.at(-1), "signed_out");
});

test("a server that is away or talks rubbish is tried again", async () => {
  const away = async () => Promise.reject(new TypeError("network"));
  const rubbish = async () => ({ ok: true, status: 200, json: async () => JSON.parse("<html>") });
  for (const answer of [away, rubbish, async () => ({ ok: false, status: 503 })]) {
    const { told } = await desk(answer);
    assert.equal(told.phases.at(-1), "waiting");
  }
});

test("a connection without a welcome is given up after ten seconds", async () => {
  const { told, last } = await desk();
  last().open();
  await later(10_000);
  assert.equal(told.phases.at(-1), "waiting");
});

test("a silent connection shows itself by the missing answer", async () => {
  const { socket, told, last } = await desk();
  last().open();
  last().say({ t: "welcome" });
  socket.expectAnswer();
  await later(5_000);
  assert.equal(told.phases.at(-1), "waiting");
});

test("any frame is an answer", async () => {
  const { socket, told, last } = await desk();
  last().open();
  last().say({ t: "welcome" });
  socket.expectAnswer();
  last().say({ t: "messages" });
  await later(5_000);
  assert.equal(told.phases.at(-1), "open");
});

test("a connection that says nothing for a minute is given up", async () => {
  const { told, last } = await desk();
  last().open();
  last().say({ t: "welcome" });
  await later(50_000);
  last().say({ t: "newest", seqs: {} });
  await later(50_000);
  assert.equal(told.phases.at(-1), "open");
  await later(10_000);
  assert.equal(told.phases.at(-1), "waiting");
});

test("frames of a connection that was given up are not heard", async () => {
  const { socket, told, last } = await desk();
  const old = last();
  old.open();
  socket.tryNow();
  await turn();
  old.say({ t: "welcome" });
  assert.deepEqual(told.frames, []);
});

test("a stopped desk stays away", async () => {
  const { socket, told, last } = await desk();
  last().open();
  socket.stop();
  await later(60_000);
  assert.equal(told.wires.length, 1);
});

test("pauses grow with jitter, and four seconds are the longest", () => {
  const longest = () => 1;
  const shortest = () => 0;
  assert.deepEqual(
    [0, 1, 2, 3, 9].map((attempt) => pause(attempt, longest)),
    [500, 1000, 2000, 4000, 4000],
  );
  assert.equal(pause(3, shortest), 2000);
});
