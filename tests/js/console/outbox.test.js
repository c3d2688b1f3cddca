import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../../operators/static/operators/models/drafts.js";
import { Outbox } from "../../../operators/static/operators/models/outbox.js";
import { MemoryStorage } from "./storage.js";

const add = (outbox, client_id, at, conversation = "c1") =>
  outbox.add(conversation, `text ${client_id}`, { client_id, at });

test("what was sent survives a reload, oldest first", () => {
  const storage = new MemoryStorage();
  const before = new Outbox(storage, "anna");
  add(before, "second-id", 2);
  add(before, "first-id0", 1);
  const after = new Outbox(storage, "anna");
  assert.deepEqual(
    after.entries().map((entry) => entry.client_id),
    ["first-id0", "second-id"],
  );
});

test("another person at the same machine never sends it", () => {
  const storage = new MemoryStorage();
  add(new Outbox(storage, "anna"), "client-id", 1);
  assert.deepEqual(new Outbox(storage, "ilya").entries(), []);
});

test("an acknowledged message is gone; acknowledging twice is harmless", () => {
  const outbox = new Outbox(new MemoryStorage(), "anna");
  add(outbox, "client-id", 1);
  assert.equal(outbox.remove("client-id").text, "text client-id");
  assert.equal(outbox.remove("client-id"), null);
  assert.deepEqual(outbox.entries(), []);
});

test("a refused message keeps its place and its reason, and is not sent again", () => {
  const outbox = new Outbox(new MemoryStorage(), "anna");
  add(outbox, "client-id", 1);
  outbox.fail("client-id", "too_long");
  assert.equal(outbox.of("c1")[0].why, "too_long");
  assert.deepEqual(outbox.waiting(), []);
});

test("failing what is not there makes nothing", () => {
  const outbox = new Outbox(new MemoryStorage(), "anna");
  outbox.fail("client-id", "too_long");
  assert.deepEqual(outbox.entries(), []);
});

test("conversations do not mix", () => {
  const outbox = new Outbox(new MemoryStorage(), "anna");
  add(outbox, "client-1d", 1, "c1");
  add(outbox, "client-2d", 2, "c2");
  assert.deepEqual(
    outbox.of("c2").map((entry) => entry.client_id),
    ["client-2d"],
  );
});

test("an unreadable entry is left out", () => {
  const storage = new MemoryStorage();
  const outbox = new Outbox(storage, "anna");
  storage.setItem("desk:anna:out:broken", "{");
  storage.setItem("unrelated", "1");
  assert.deepEqual(outbox.entries(), []);
  assert.equal(outbox.owns("unrelated"), false);
  assert.equal(outbox.owns(null), false);
});

test("drafts live per conversation; an empty one leaves nothing behind", () => {
  const storage = new MemoryStorage();
  const drafts = new Drafts(storage, "anna");
  drafts.set("c1", "half a sen");
  assert.equal(new Drafts(storage, "anna").get("c1"), "half a sen");
  assert.equal(drafts.get("c2"), "");
  drafts.set("c1", "");
  assert.deepEqual(Object.keys(storage), []);
});
