/** How the messages of a conversation stand one under another: day marks, groups, ticks. */

/** Messages of one person within this many milliseconds form a group. */
const GROUP = 5 * 60_000;

const side = (item) => (item.by === "visitor" ? "visitor" : `us ${item.person?.id ?? ""}`);
const kindOf = (item) => item.kind ?? "text";

const continues = (item, before) =>
  Boolean(before) &&
  kindOf(item) === "text" &&
  before.kind !== "invitation" &&
  side(item) === side(before) &&
  Date.parse(item.at) - Date.parse(before.at) < GROUP;

/** @returns {"seen"|"stored"|""} what the tick of a message says */
const tickOf = (item, readByVisitor) => {
  if (item.by !== "operator") return "";
  return item.seq <= readByVisitor ? "seen" : "stored";
};

/**
 * The lines of the log in order, each as it would be with all of them drawn.
 * @param {any[]} items stored messages
 * @param {number} readByVisitor
 * @param {(at: string) => string} dayOf the calendar day of a moment, in the reader's zone
 * @param {{from: number, to: number}} part the messages to draw
 * @returns {any[]} `{kind: "day", at}` or `{kind: "message"|"system"|"ended", item, cont, tick, last}`; a day comes first
 */
export function thread(items, readByVisitor, dayOf, { from, to } = { from: 0, to: items.length }) {
  const lines = [];
  const lastOwn = items.findLast((item) => item.by === "operator")?.seq;
  for (let place = from; place < to; place += 1) {
    const [item, before] = [items[place], items[place - 1]];
    const isNewDay = !before || dayOf(before.at) !== dayOf(item.at);
    if (isNewDay || place === from) lines.push({ kind: "day", key: `day ${dayOf(item.at)}`, at: item.at });
    lines.push(line(item, isNewDay ? null : before, readByVisitor, lastOwn));
  }
  return lines;
}

/** The lines by days. @returns {{key: string, at: string, lines: any[]}[]} */
export function days(lines) {
  const found = [];
  for (const one of lines) {
    if (one.kind === "day") found.push({ ...one, lines: [] });
    else found.at(-1).lines.push(one);
  }
  return found;
}

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
