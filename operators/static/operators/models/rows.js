/** The lists: which row stands in which section, and in which order. Rows are those of the protocol. */

const time = (text) => (text ? Date.parse(text) : Number.POSITIVE_INFINITY);
const byWaiting = (a, b) => time(a.waiting_since) - time(b.waiting_since) || time(a.last_at) - time(b.last_at);
const byLastWord = (a, b) => time(b.last_at) - time(a.last_at);

/** 0 needs a reply, 1 types, 2 the rest, 3 ended. */
function rank(row, previews) {
  if (row.state === "ended") return 3;
  if (row.waiting_since) return 0;
  return previews.has(row.id) ? 1 : 2;
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
export const needsReply = (row) => Boolean(row.waiting_since) && row.state !== "ended";

/** Waiting: least time left first. */
export const waiting = (rows) => [...rows.values()].filter(isWaiting).sort(byWaiting);

/** Mine: needs a reply by time left, then typing, then the rest by last word, ended ones last. */
export function mine(rows, me, previews = new Map()) {
  const order = (a, b) => {
    const ranks = rank(a, previews) - rank(b, previews);
    return ranks || (needsReply(a) ? byWaiting(a, b) : byLastWord(a, b));
  };
  return [...rows.values()].filter((row) => isMine(row, me)).sort(order);
}

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
export const needMe = (rows, me) => waiting(rows).length + mine(rows, me).filter(needsReply).length;

/** The own conversation that has the least time left, after the given one. */
export function nextToAnswer(rows, me, current) {
  const due = mine(rows, me).filter(needsReply);
  const place = due.findIndex((row) => row.id === current);
  return due[(place + 1) % due.length] ?? null;
}
