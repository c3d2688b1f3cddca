import assert from "node:assert/strict";
import { test } from "node:test";
import { candidates } from "../../../operators/static/operators/models/colleagues.js";
import { load, save } from "../../../operators/static/operators/models/settings.js";
import { bars, campaignText, pathOf, secondsNow, visitLine } from "../../../operators/static/operators/models/visit.js";
import { MemoryStorage } from "./storage.js";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 14);
const ago = (days) => new Date(NOW - days * DAY).toISOString();

test("the time on the page grows while the visitor is here, and stands when they left", () => {
  const card = { here: true, current: { seconds: 70 } };
  assert.equal(secondsNow(card, NOW, NOW + 2_000), 72);
  assert.equal(secondsNow({ ...card, here: false }, NOW, NOW + 60_000), 70);
  assert.equal(secondsNow({ here: true }, NOW, NOW), 0);
});

test("the longest page has the full bar, the shortest is still seen", () => {
  const current = { url: "/b", at: "2" };
  const [first, second] = bars(
    [
      { url: "/a", at: "1", seconds: 200 },
      { url: "/b", at: "2" },
    ],
    current,
    1,
  );
  assert.equal(first.width, 56);
  assert.equal(second.width, 2);
  assert.equal(second.now, true);
});

test("a page that is visited again is not taken for the present one", () => {
  const [before, now] = bars(
    [
      { url: "/a", at: "1" },
      { url: "/a", at: "2" },
    ],
    { url: "/a", at: "2" },
    5,
  );
  assert.deepEqual([before.now, now.now], [false, true]);
});

test("earlier visits stand oldest first with the days between them", () => {
  const visits = [2, 5, 9, 30].map((days) => ({ at: ago(days), seconds: 60 }));
  const line = visitLine(visits, [{ last_at: new Date(NOW - 5 * DAY + 30_000).toISOString() }], NOW);
  assert.deepEqual(
    line.map((visit) => visit.days),
    [4, 3, 2],
  );
  assert.deepEqual(
    line.map((visit) => visit.talked),
    [false, true, false],
  );
});

test("what a campaign hangs on an address is left out, the shop's own parameters stay", () => {
  assert.equal(pathOf("https://shop.example/r/?utm_term=two+circuits&gclid=x&yclid=1&size=2"), "/r/?size=2");
  assert.equal(pathOf("https://shop.example/r/?utm_source=google&fbclid=1"), "/r/");
});

test("what is no address is shown as it is", () => {
  assert.equal(pathOf("https://shop.example/a?b=1#c"), "/a?b=1");
  assert.equal(pathOf("not an address"), "not an address");
});

test("a campaign is told by its name, else by its source, with medium and content", () => {
  assert.equal(campaignText({ campaign: { source: "news", medium: "email", campaign: "autumn" } }), "autumn · email");
  assert.equal(campaignText({ campaign: { source: "news", content: "blue" } }), "news · blue");
  assert.equal(campaignText({ campaign: null }), "");
});

test("colleagues to hand over to: available and least busy first, offline last, never myself", () => {
  const team = [
    { id: "me", name: "Me", status: "available" },
    { id: "off", name: "Kim" },
    { id: "busy", name: "Ilya", status: "available", open: 5 },
    { id: "free", name: "Oleg", title: "Circuits", status: "available", open: 1 },
    { id: "away", name: "Tomas", status: "away" },
  ];
  assert.deepEqual(
    candidates(team, "me").map((one) => one.id),
    ["free", "busy", "away", "off"],
  );
  assert.deepEqual(
    candidates(team, "me", "circ").map((one) => one.id),
    ["free"],
  );
});

test("settings: what is kept wins, what is missing or broken has its default", () => {
  const storage = new MemoryStorage();
  assert.equal(load(storage).density, "comfortable");
  save(storage, { density: "compact", sounds: { waits: "none" } });
  assert.equal(load(storage).density, "compact");
  assert.deepEqual([load(storage).sounds.waits, load(storage).sounds.last], ["none", "rising"]);
  storage.setItem("desk:settings", "not json");
  assert.equal(load(storage).theme, "system");
});
