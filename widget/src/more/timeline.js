/** From messages to what the log shows: days, groups, ticks, lines of the system. Pure. */

import { daysBetween } from "./times.js";

const TOGETHER = 5 * 60_000; // ms between two messages of one group

/**
 * @typedef {import("../types.d.ts").Item} Item
 * @typedef {import("../types.d.ts").Person} Person
 * @typedef {{ key: string, text: string }} Line
 * @typedef {{ kind: "day", key: string, at: string }} Day
 * @typedef {{ kind: "system", key: string, what: string, name: string, at: string }} Note
 * @typedef {{ kind: "group", key: string, mine: boolean, person: Person | null, at: string, lines: Line[], state: string, failed?: string }} Group
 * @typedef {Day | Note | Group} Block
 */

/**
 * @param {import("../types.d.ts").Talk} talk
 * @param {import("../types.d.ts").Pending[]} pending
 * @param {number} now
 * @returns {Block[]}
 */
export function timeline(talk, pending, now) {
  const stored = new Set(talk.items.map((item) => item.client_id));
  const read = talk.conversation?.read_by_operator || 0;
  const entries = [
    ...talk.earlier.map((item) => entryOf(item, "earlier-", Infinity)),
    ...talk.items.map((item) => entryOf(item, "", read)),
    ...pending.filter(({ id }) => !stored.has(id)).map(waiting),
  ];
  /** @type {Block[]} */
  const blocks = [];
  let before = new Date(now).toISOString();
  for (const entry of entries) {
    if (daysBetween(new Date(entry.at), new Date(before)))
      blocks.push({ kind: "day", key: `day-${entry.key}`, at: entry.at });
    before = entry.at;
    if (entry.kind == "system") blocks.push(entry);
    else add(blocks, entry);
  }
  return blocks;
}

/** @param {Block[]} blocks @param {Group} entry */
function add(blocks, entry) {
  const last = blocks.at(-1);
  if (last?.kind == "group" && belongs(last, entry)) {
    last.lines.push(...entry.lines);
    if (entry.mine) last.at = entry.at;
  } else blocks.push(entry);
}

/** @param {Group} group @param {Group} entry */
const belongs = (group, entry) =>
  group.mine == entry.mine &&
  group.person?.id == entry.person?.id &&
  group.state == entry.state &&
  !entry.failed &&
  Date.parse(entry.at) - Date.parse(group.at) < TOGETHER;

/**
 * @param {Item} item
 * @param {string} prefix
 * @param {number} read
 * @returns {Note | Group}
 */
function entryOf(item, prefix, read) {
  const key = prefix + (item.client_id || item.seq);
  const { at, text, person = null } = item;
  if (item.by == "system") return { kind: "system", key, what: item.kind || "", name: person?.name || text, at };
  const mine = item.by == "visitor";
  const state = mine ? (item.seq <= read ? "read" : "sent") : "";
  return { kind: "group", key, mine, person, at, lines: [{ key, text }], state };
}

/** @param {import("../types.d.ts").Pending} pending @returns {Group} */
const waiting = ({ id, text, at, failed }) => ({
  kind: "group",
  key: id,
  mine: true,
  person: null,
  at,
  lines: [{ key: id, text }],
  state: failed ? `failed-${id}` : "sending",
  ...(failed && { failed: id }),
});
