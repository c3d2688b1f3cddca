/** How the messages of a conversation stand one under another: day marks, groups, ticks. */

/** Messages of one person within this many milliseconds form a group. */
const GROUP = 5 * 60_000;

const side = (item) => (item.by === "visitor" ? "visitor" : `us ${item.person?.id ?? ""}`);

const continues = (item, before) =>
  Boolean(before) &&
  item.kind === "text" &&
  before.kind !== "invitation" &&
  side(item) === side(before) &&
  Date.parse(item.at) - Date.parse(before.at) < GROUP;

/** @returns {"seen"|"stored"|""} what the tick of a message says */
const tickOf = (item, readByVisitor) => {
  if (item.by !== "operator") return "";
  return item.seq <= readByVisitor ? "seen" : "stored";
};

/**
 * The lines of the log in order.
 * @param {any[]} items stored messages
 * @param {number} readByVisitor
 * @param {(at: string) => string} dayOf the calendar day of a moment, in the reader's zone
 * @returns {any[]} `{kind: "day", at}` or `{kind: "message"|"system"|"ended", item, cont, tick, last}`
 */
export function thread(items, readByVisitor, dayOf) {
  const lines = [];
  const lastOwn = items.findLast((item) => item.by === "operator")?.seq;
  let before = null;
  for (const item of withKind(items)) {
    const newDay = !before || dayOf(before.at) !== dayOf(item.at);
    if (newDay) lines.push({ kind: "day", key: `day ${dayOf(item.at)}`, at: item.at });
    lines.push(line(item, newDay ? null : before, readByVisitor, lastOwn));
    before = item;
  }
  return lines;
}

const withKind = (items) => items.map((item) => ({ kind: "text", ...item }));

function line(item, before, readByVisitor, lastOwn) {
  if (item.kind === "ended") return { kind: "ended", key: item.seq, item };
  if (item.by === "system") return { kind: "system", key: item.seq, item };
  return {
    kind: "message",
    key: item.seq,
    item,
    cont: continues(item, before),
    tick: tickOf(item, readByVisitor),
    last: item.seq === lastOwn,
  };
}
