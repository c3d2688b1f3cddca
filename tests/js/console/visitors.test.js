import assert from "node:assert/strict";
import { test } from "node:test";
import {
  drawn,
  facets,
  fitting,
  folderOf,
  kept,
  merged,
  secondsOnPage,
  secondsOnSite,
  sorted,
} from "../../../operators/static/operators/models/visitors.js";

const AT = "2026-11-26T10:00:00Z";
const NOW = Date.parse(AT);
const ANY = { show: "all", page: "", source: "", site: "", text: "" };

const line = (id, more = {}) => ({
  id,
  name: `Guest ${id}`,
  site: "shop",
  page: { url: "https://shop.example/boilers/duo", title: "Duo" },
  pages: 1,
  on_page: 10,
  on_site: 20,
  visit: 1,
  source: { kind: "direct" },
  device: {},
  came: AT,
  readAt: NOW,
  cameAt: NOW,
  ...more,
});
const ids = (lines) => lines.map((one) => one.id);

test("changes replace, gone ones are taken out, a first page begins anew", () => {
  const one = merged(new Map(), { at: AT, lines: [line("1"), line("2")], first: true });
  const two = merged(one, { at: AT, lines: [line("1", { pages: 4 })], gone: ["2", "9"] });
  assert.deepEqual(
    [...two.values()].map((each) => [each.id, each.pages]),
    [["1", 4]],
  );
  assert.deepEqual([...merged(two, { at: AT, first: true }).keys()], []);
  assert.equal(one.size, 2, "the map before is left as it was");
});

test("seconds go on from the moment of reading while a page is in front, and stand still in the background", () => {
  assert.equal(secondsOnPage(line("1"), NOW + 5_000), 15);
  assert.equal(secondsOnSite(line("1"), NOW + 5_000), 25);
  assert.equal(secondsOnPage(line("1", { front: false }), NOW + 5_000), 10);
  assert.equal(secondsOnPage(line("1"), NOW - 5_000), 10, "never backwards");
});

test("text looks into name, page, query, campaign, city and contacts", () => {
  const lines = [
    line("1", { name: "Daniel Weiss" }),
    line("2", { source: { kind: "search", name: "Bing", query: "Flue Kit" } }),
    line("3", { source: { kind: "ad", campaign: { campaign: "autumn-boilers" } } }),
    line("4", { city: "Leeds" }),
    line("5", { contacts: ["lea@fjord.example"] }),
    line("6", { page: { url: "https://shop.example/basket" } }),
  ];
  const found = (text) => ids(fitting(lines, { ...ANY, text }));
  assert.deepEqual(found("weiss"), ["1"]);
  assert.deepEqual(found(" flue "), ["2"]);
  assert.deepEqual(found("autumn"), ["3"]);
  assert.deepEqual(found("LEEDS"), ["4"]);
  assert.deepEqual(found("lea@"), ["5"]);
  assert.deepEqual(found("/basket"), ["6"]);
  assert.deepEqual(found("nowhere"), []);
  assert.equal(found("").length, 6);
});

test("site, page and source narrow together", () => {
  const lines = [line("1"), line("2", { site: "yard" }), line("3", { source: { kind: "search" } })];
  assert.deepEqual(ids(fitting(lines, { ...ANY, site: "yard" })), ["2"]);
  assert.deepEqual(ids(fitting(lines, { ...ANY, source: "search", page: "/boilers/…" })), ["3"]);
  assert.deepEqual(ids(fitting(lines, { ...ANY, source: "search", site: "yard" })), []);
});

test("worth a look is who has a cart, came back, is known or stays long, and whom nobody asked", () => {
  const lines = [
    line("1"),
    line("2", { cart: 12 }),
    line("3", { visit: 2 }),
    line("4", { contacts: ["a@b.example"] }),
    line("5", { on_page: 90 }),
    line("6", { cart: 12, state: "invited" }),
  ];
  assert.deepEqual(ids(fitting(lines, { ...ANY, show: "worth" })), ["2", "3", "4", "5"]);
});

test("facets count what is there, the most frequent pages and sources first", () => {
  const lines = [
    line("1"),
    line("2"),
    line("3", { page: { url: "https://shop.example/" }, visit: 3, state: "talking" }),
  ];
  const { shows, pages, sources } = facets(lines);
  assert.deepEqual(pages, [
    ["/boilers/…", 2],
    ["/", 1],
  ]);
  assert.deepEqual(sources, [["direct", 3]]);
  assert.equal(new Map(shows).get("back"), 1);
  assert.equal(new Map(shows).get("talking"), 1);
  assert.equal(new Map(shows).get("all"), 3);
});

test("folders stand for what is below them, addresses that are none for themselves", () => {
  assert.equal(folderOf("https://shop.example/boilers/a/b?x=1"), "/boilers/…");
  assert.equal(folderOf("https://shop.example/basket"), "/basket");
  assert.equal(folderOf("https://shop.example/basket/"), "/basket");
  assert.equal(folderOf("nothing"), "nothing");
});

test("the latest arrival stands first unless a column is chosen", () => {
  const lines = [
    line("1", { on_site: 300, cameAt: NOW - 300_000 }),
    line("2", { on_site: 5, cameAt: NOW - 5_000 }),
    line("3", { on_site: 60, cameAt: NOW - 60_000, cart: 8, visit: 4 }),
  ];
  assert.deepEqual(sorted(lines, "arrival", false), ["2", "3", "1"]);
  assert.deepEqual(sorted(lines, "arrival", true), ["1", "3", "2"]);
  assert.deepEqual(sorted(lines, "time", false), ["1", "3", "2"]);
  assert.deepEqual(sorted(lines, "cart", false), ["3", "2", "1"]);
  assert.deepEqual(sorted(lines, "visit", true), ["2", "1", "3"]);
});

test("two who come within the same second keep their order, whatever is read of them later", () => {
  const both = [line("1", { came: "2026-11-26T09:59:00.100Z" }), line("2", { came: "2026-11-26T09:59:00.600Z" })];
  const first = merged(new Map(), { at: AT, lines: both, first: true });
  assert.deepEqual(sorted([...first.values()], "arrival", false), ["2", "1"]);
  const read = merged(first, { at: "2026-11-26T10:01:00.500Z", lines: [{ ...both[0], on_site: 2, front: false }] });
  assert.deepEqual(sorted([...read.values()], "arrival", false), ["2", "1"]);
});

test("only the rows in the window and some around them are drawn", () => {
  assert.deepEqual(drawn(5_000, { top: 40 * 1_000, height: 800, row: 40 }), { first: 980, last: 1_040 });
  assert.deepEqual(drawn(5_000, { top: 0, height: 800, row: 40 }), { first: 0, last: 40 });
  assert.deepEqual(drawn(7, { top: 0, height: 800, row: 40 }), { first: 0, last: 7 });
});

test("a list that somebody points at stands still and counts the newcomers", () => {
  assert.deepEqual(kept(["1", "2"], ["3", "2"], true), { order: ["1", "2"], fresh: 1 });
  assert.deepEqual(kept(["1", "2"], ["3", "2"], false), { order: ["3", "2"], fresh: 0 });
  assert.deepEqual(kept([], ["3"], true), { order: ["3"], fresh: 0 });
});
