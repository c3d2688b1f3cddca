import assert from "node:assert/strict";
import { test } from "node:test";
import * as lists from "../../../operators/static/operators/models/rows.js";

const NOW = Date.UTC(2026, 10, 22, 14);
const at = (seconds) => new Date(NOW - seconds * 1000).toISOString();
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

test("mine: due by time left, then typing, then by last word, then the silent ones, ended last", () => {
  const rows = world(
    row("ended", { assigned: "me", state: "ended", last_at: at(1) }),
    row("silent", { assigned: "me", state: "idle", last_at: at(2) }),
    row("quiet", { assigned: "me", last_at: at(50) }),
    row("later", { assigned: "me", last_at: at(10) }),
    row("types", { assigned: "me", last_at: at(900) }),
    row("due", { assigned: "me", waiting_since: at(8) }),
    row("urgent", { assigned: "me", waiting_since: at(80) }),
  );
  const previews = new Map([["types", { text: "hm" }]]);
  const order = ["urgent", "due", "types", "later", "quiet", "silent", "ended"];
  assert.deepEqual(ids(lists.mine(rows, "me", NOW, previews)), order);
});

test("own conversations that rest are listed for a day after their last word", () => {
  const rests = (id, state, ago) => row(id, { assigned: "me", state, last_at: at(ago) });
  const day = lists.RESTING_FOR / 1000;
  const rows = world(
    rests("new", "idle", day - 1),
    rests("old", "idle", day),
    rests("over", "ended", day),
    row("open", { assigned: "me", last_at: at(9 * day) }),
  );
  assert.deepEqual(ids(lists.mine(rows, "me", NOW)), ["open", "new"]);
});

test("of many that rest the latest are listed, the open ones are all there", () => {
  const many = lists.RESTING_ROWS + 2;
  const rests = Array.from({ length: many }, (_, n) =>
    row(`r${n}`, { assigned: "me", state: n % 2 ? "idle" : "ended", last_at: at(n + 1) }),
  );
  const open = Array.from({ length: many }, (_, n) => row(`o${n}`, { assigned: "me", last_at: at(n + 1) }));
  const listed = ids(lists.mine(world(...rests, ...open), "me", NOW));
  assert.equal(listed.length, many + lists.RESTING_ROWS);
  assert.ok(listed.includes(`r${many - 3}`));
  assert.ok(!listed.includes(`r${many - 2}`) && !listed.includes(`r${many - 1}`));
});

test("it is the visitor's turn when nothing waits for me and nothing is being typed", () => {
  const previews = new Map([["types", { text: "hm" }]]);
  assert.equal(lists.waitsForThem(row("due", { waiting_since: at(1) }), previews), false);
  assert.equal(lists.waitsForThem(row("types"), previews), false);
  assert.equal(lists.waitsForThem(row("answered"), previews), true);
  assert.equal(lists.waitsForThem(row("over", { state: "ended", waiting_since: at(1) }), previews), true);
});

test("a conversation that waits again is nobody's, whoever had it", () => {
  const rows = world(row("again", { state: "waiting", assigned: "me", waiting_since: at(3) }));
  assert.deepEqual(ids(lists.mine(rows, "me", NOW)), []);
  assert.deepEqual(ids(lists.waiting(rows)), ["again"]);
});

test("nothing is mine before the server said who I am", () => {
  assert.deepEqual(lists.mine(world(row("a", { assigned: "" })), "", NOW), []);
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

test("a question starts the clock, the next one does not start it anew, an answer stops it", () => {
  const says = (seq, by, ago, text = "x") => ({ seq, by, text, at: at(ago) });
  const asked = lists.afterMessage(row("a", { last_seq: 1 }), says(2, "visitor", 9, "How much?"));
  assert.deepEqual([asked.waiting_since, asked.unread, asked.last_text], [at(9), 1, "How much?"]);
  const more = lists.afterMessage(asked, says(3, "visitor", 5));
  assert.deepEqual([more.waiting_since, more.unread, more.last_at], [at(9), 2, at(5)]);
  const answered = lists.afterMessage(more, says(4, "operator", 1));
  assert.equal(lists.needsReply(answered), false);
});

test("a line of the system changes neither the clock nor the words of a row", () => {
  const asked = row("a", { last_seq: 1, last_text: "Hm?", waiting_since: at(9) });
  const joined = lists.afterMessage(asked, { seq: 2, by: "system", kind: "joined", text: "Ilya", at: at(0) });
  assert.deepEqual([joined.last_seq, joined.last_text, joined.waiting_since], [2, "Hm?", at(9)]);
});

test("a message that the row has counted already changes nothing", () => {
  const counted = row("a", { last_seq: 5, waiting_since: null });
  assert.equal(lists.afterMessage(counted, { seq: 5, by: "visitor", text: "x", at: at(0) }), counted);
});
