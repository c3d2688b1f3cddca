/** The lists: which row stands in which section, and in which order. Rows are those of the protocol. */

/** So many of the own conversations that rest are listed, and so long after their last word (conversations/selectors.py). */
export const RESTING_ROWS = 50;
export const RESTING_FOR = 24 * 3_600_000;
/** Letters of the last words that a row keeps, as the server does. */
const LETTERS = 200;

const time = (text) => (text ? Date.parse(text) : Number.POSITIVE_INFINITY);
const byWaiting = (a, b) => time(a.waiting_since) - time(b.waiting_since) || time(a.last_at) - time(b.last_at);
const byLastWord = (a, b) => time(b.last_at) - time(a.last_at);

/** 0 needs a reply, 1 types, 2 the rest, 3 silent, 4 ended. */
function rank(row, previews) {
  if (row.state === "ended") return 4;
  if (row.waiting_since) return 0;
  if (previews.has(row.id)) return 1;
  return row.state === "idle" ? 3 : 2;
}

/** A new map with the row in it. */
export const upsert = (rows, row) => new Map(rows).set(row.id, row);

/** A new map without the row. */
export function without(rows, id) {
  const rest = new Map(rows);
  rest.delete(id);
  return rest;
}

export const isWaiting = (row) => row.state === "waiting";
export const isMine = (row, me) => Boolean(me) && row.assigned === me && !isWaiting(row);
/** Only an active conversation can be left or handed over. */
export const isActive = (row) => row.state === "active";
/** Silence or the visitor ended it for now; the visitor's next word goes on with it. */
const isResting = (row) => row.state === "idle" || row.state === "ended";
export const needsReply = (row) => Boolean(row.waiting_since) && row.state !== "ended";

/** Waiting: least time left first. */
export const waiting = (rows) => [...rows.values()].filter(isWaiting).sort(byWaiting);

/** Is it the visitor's turn? */
export const waitsForThem = (row, previews) => rank(row, previews) >= 2;

const own = (rows, me) => [...rows.values()].filter((row) => isMine(row, me));

/** Mine: needs a reply by time left, then typing, then the rest by last word; at the bottom the silent, then the ended ones. */
export function mine(rows, me, now, previews = new Map()) {
  const order = (a, b) => {
    const ranks = rank(a, previews) - rank(b, previews);
    return ranks || (needsReply(a) ? byWaiting(a, b) : byLastWord(a, b));
  };
  const all = own(rows, me);
  return [...all.filter((row) => !isResting(row)), ...latest(all.filter(isResting), now)].sort(order);
}

const latest = (resting, now) =>
  resting
    .filter((row) => now - time(row.last_at) < RESTING_FOR)
    .sort(byLastWord)
    .slice(0, RESTING_ROWS);

/** What the colleagues have, newest word first. */
export const team = (rows, me) =>
  [...rows.values()].filter((row) => isActive(row) && row.assigned !== me).sort(byLastWord);

/** Rows whose visitor, words or page hold the text; all of them for an empty text. */
export function matching(rows, text, site = "") {
  const wanted = text.trim().toLocaleLowerCase();
  const fits = (row) =>
    `${row.visitor} ${row.last_text ?? ""} ${row.page?.title ?? ""}`.toLocaleLowerCase().includes(wanted);
  return rows.filter((row) => (!site || row.site === site) && (!wanted || fits(row)));
}

/** How many conversations wait for this operator: the waiting ones and the own unanswered ones. */
export const needMe = (rows, me) => waiting(rows).length + own(rows, me).filter(needsReply).length;

/** The own conversation that has the least time left, after the given one. */
export function nextToAnswer(rows, me, current) {
  const due = own(rows, me).filter(needsReply).sort(byWaiting);
  const place = due.findIndex((row) => row.id === current);
  return due[(place + 1) % due.length] ?? null;
}

/** The row after one more message of its conversation, counted as the server does. */
export function afterMessage(row, item) {
  if (item.seq <= row.last_seq) return row;
  const moved = { ...row, last_seq: item.seq, last_at: item.at };
  if (item.by === "system") return moved;
  const said = { ...moved, last_by: item.by, last_text: [...item.text].slice(0, LETTERS).join("") };
  if (item.by === "operator") return { ...said, waiting_since: null };
  return { ...said, waiting_since: row.waiting_since ?? item.at, unread: (row.unread ?? 0) + 1 };
}
