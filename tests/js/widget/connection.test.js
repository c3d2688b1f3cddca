import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff, penalty } from "../../../widget/src/talk/backoff.js";
import { makeEvents } from "../../../widget/src/talk/events.js";
import { makeInvited } from "../../../widget/src/talk/invited.js";
import { makeLine } from "../../../widget/src/talk/line.js";
import { lift, overlap } from "../../../widget/src/talk/placement.js";

test("the first try comes within a second, later ones within thirty", () => {
  assert.equal(backoff(0, 0), 0);
  assert.ok(backoff(0, 0.999) < 1000);
  assert.ok(backoff(3, 0.999) < 8000);
  assert.ok(backoff(50, 0.999) < 30_000);
});

test("after a refusal nobody is back within thirty seconds", () => assert.ok(penalty(0) >= 30_000));

test("short breaks show nothing, a return is said for three seconds", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const line = makeLine(() => {});
  const wait = (ms) => context.mock.timers.tick(ms);
  line.down();
  wait(1999);
  assert.equal(line.state(), "connecting");
  line.up(true);
  wait(1);
  assert.equal(line.state(), "online");
  line.down();
  wait(2000);
  assert.equal(line.state(), "lost");
  line.up(true);
  wait(1);
  assert.equal(line.state(), "back");
  wait(3000);
  assert.equal(line.state(), "online");
});

test("nobody is told that everything was sent while something waits", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const line = makeLine(() => {});
  line.down();
  context.mock.timers.tick(2000);
  line.up(false);
  context.mock.timers.tick(1);
  assert.equal(line.state(), "online");
});

test("a listener that fails does not keep the next one from its news", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const events = makeEvents();
  const heard = [];
  events.on("open", () => {
    throw new Error("the page's mistake");
  });
  events.on("open", () => heard.push("second"));
  events.emit("open");
  assert.deepEqual(heard, ["second"]);
});

test("once is once, and off is off", () => {
  const events = makeEvents();
  const heard = [];
  const listener = (detail) => heard.push(detail);
  events.once("unread", listener);
  events.emit("unread", 1);
  events.emit("unread", 2);
  events.on("unread", listener);
  events.off("unread", listener);
  events.emit("unread", 3);
  assert.deepEqual(heard, [1]);
});

/** Invitations of one visitor, and the frames that they caused. */
function invitations() {
  const memory = {};
  const frames = [];
  const box = { get: (name) => memory[name] ?? null, set: (name, value) => (memory[name] = value) };
  return { invited: makeInvited(box, (frame) => frames.push(frame)), frames };
}
const invitation = { id: "i", person: { id: "m", name: "Marta" }, text: "Two or three?", at: "2026-11-22T09:00:00Z" };

test("an invitation leaves after three page views without an answer", () => {
  const { invited } = invitations();
  invited.take(invitation);
  for (let page = 1; page < 3; page++) invited.pageTurned();
  assert.equal(invited.get()?.id, "i");
  invited.pageTurned();
  assert.equal(invited.get(), null);
});

test("a dismissed invitation does not come back with the next welcome", () => {
  const { invited, frames } = invitations();
  invited.take(invitation);
  invited.dismiss("i");
  invited.take(invitation);
  assert.equal(invited.get(), null);
  assert.deepEqual(frames, [{ t: "invitation", id: "i", what: "dismissed" }]);
});

test("the server is told once that an invitation was shown", () => {
  const { invited, frames } = invitations();
  invited.take(invitation);
  invited.shown("i");
  invited.shown("i");
  assert.equal(frames.length, 1);
});

const box = { left: 100, top: 500, right: 156, bottom: 556 };

test("the launcher goes up by what it would cover and twelve pixels", () => {
  assert.equal(lift(box, []), 0);
  assert.equal(lift(box, [{ left: 0, top: 520, right: 400, bottom: 600 }]), 48);
});

test("it goes over a second obstacle that it would meet on the way", () => {
  const obstacles = [
    { left: 0, top: 540, right: 400, bottom: 600 },
    { left: 0, top: 480, right: 400, bottom: 520 },
  ];
  const up = lift(box, obstacles);
  assert.equal(up, 88);
  assert.ok(obstacles.every((obstacle) => !overlap({ ...box, top: box.top - up, bottom: box.bottom - up }, obstacle)));
});

test("what is too high is not climbed", () => {
  assert.equal(lift(box, [{ left: 0, top: 300, right: 400, bottom: 600 }]), Number.POSITIVE_INFINITY);
});
