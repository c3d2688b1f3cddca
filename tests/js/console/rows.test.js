import assert from "node:assert/strict";
import { test } from "node:test";
import * as lists from "../../../operators/static/operators/models/rows.js";

const at = (seconds) => new Date(Date.UTC(2026, 10, 22, 14) - seconds * 1000).toISOString();
const row = (id, more) => ({ id, site: "s1", visitor: `Guest ${id}`, state: "active", last_at: at(0), ...more });
const world = (...rows) => new Map(rows.map((one) => [one.id, one]));
const ids = (rows) => rows.map((one) => one.id);

test("waiting rows stand with the least time left first", () => {
  const rows = world(
    row("new", { state: "waiting", waiting_since: at(5) }),
    row("old", { state: "waiting", waiting_since: at(90) }),
    row("left", { state: "waiting" }),
  );
  assert.deepEqual(ids(lists.waiting(rows)), ["old", "new", "left"]);
});

test("mine: due by time left, then typing, then by last word, ended last", () => {
  const rows = world(
    row("ended", { assigned: "me", state: "ended", last_at: at(1) }),
    row("quiet", { assigned: "me", last_at: at(50) }),
    row("later", { assigned: "me", last_at: at(10) }),
    row("types", { assigned: "me", last_at: at(900) }),
    row("due", { assigned: "me", waiting_since: at(8) }),
    row("urgent", { assigned: "me", waiting_since: at(80) }),
  );
  const previews = new Map([["types", { text: "hm" }]]);
  assert.deepEqual(ids(lists.mine(rows, "me", previews)), ["urgent", "due", "types", "later", "quiet", "ended"]);
});

test("a conversation that waits again is nobody's, whoever had it", () => {
  const rows = world(row("again", { state: "waiting", assigned: "me", waiting_since: at(3) }));
  assert.deepEqual(ids(lists.mine(rows, "me")), []);
  assert.deepEqual(ids(lists.waiting(rows)), ["again"]);
});

test("nothing is mine before the server said who I am", () => {
  assert.deepEqual(lists.mine(world(row("a", { assigned: "" })), ""), []);
});

test("the team's list holds neither mine nor what has ended", () => {
  const rows = world(
    row("mine", { assigned: "me" }),
    row("theirs", { assigned: "ilya" }),
    row("over", { assigned: "ilya", state: "ended" }),
  );
  assert.deepEqual(ids(lists.team(rows, "me")), ["theirs"]);
});

test("the filter looks at names, words and pages, and narrows to a site", () => {
  const rows = [row("1", { last_text: "Two BOILERS" }), row("2", { site: "s2", page: { title: "Boilers" } }), row("3")];
  assert.deepEqual(ids(lists.matching(rows, " boilers ")), ["1", "2"]);
  assert.deepEqual(ids(lists.matching(rows, "boilers", "s2")), ["2"]);
  assert.deepEqual(ids(lists.matching(rows, "")), ["1", "2", "3"]);
});

test("what needs me counts the waiting and the own unanswered", () => {
  const rows = world(
    row("w", { state: "waiting", waiting_since: at(1) }),
    row("due", { assigned: "me", waiting_since: at(1) }),
    row("answered", { assigned: "me" }),
    row("other", { assigned: "ilya", waiting_since: at(1) }),
  );
  assert.equal(lists.needMe(rows, "me"), 2);
});

test("the next to answer walks round by time left and never leaves the due ones", () => {
  const rows = world(
    row("a", { assigned: "me", waiting_since: at(90) }),
    row("b", { assigned: "me", waiting_since: at(10) }),
    row("c", { assigned: "me" }),
  );
  assert.equal(lists.nextToAnswer(rows, "me", "c").id, "a");
  assert.equal(lists.nextToAnswer(rows, "me", "a").id, "b");
  assert.equal(lists.nextToAnswer(rows, "me", "b").id, "a");
  assert.equal(lists.nextToAnswer(world(), "me", ""), null);
});

test("changing the lists leaves the former map alone", () => {
  const before = world(row("a"));
  assert.equal(lists.without(before, "a").size, 0);
  assert.equal(lists.upsert(before, row("b")).size, 2);
  assert.equal(before.size, 1);
});
