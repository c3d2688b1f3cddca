/** Follows conversations: opens them, asks for what is missing, says what was read. */

import { send, socket } from "./line.js";
import { cursor, isBehind, lastOfVisitor, merge, sinceForEarlier } from "./models/messages.js";
import { changeTalk, isMineSelected, myId, places, put, row, rows, selected, spans, talk, talks } from "./state.js";

/** Milliseconds until a conversation that does not come is called failed. */
const PATIENCE = 8_000;

const told = new Map();
const older = new Map();
const waits = new Map();

/** Shows a conversation at once from memory and asks the server for what is newer. */
export function open(id) {
  const held = talks.value.get(id);
  if (held?.state !== "ready") put(talks, id, blank(id));
  ask(id);
}

const blank = (id) => ({
  state: "loading",
  since: Date.now(),
  row: rows.value.get(id) ?? null,
  card: null,
  cardAt: 0,
  items: [],
  more: false,
});

/** Asks again for the conversation: after a failure, a new connection, a wake-up. */
export function ask(id) {
  const since = cursor(talks.value.get(id)?.items ?? []);
  clearTimeout(waits.get(id));
  if (!send(since ? { t: "open", conversation: id, since } : { t: "open", conversation: id })) return;
  waits.set(
    id,
    setTimeout(() => failed(id), PATIENCE),
  );
}

function failed(id) {
  if (talks.value.get(id)?.state === "loading") changeTalk(id, { state: "failed" });
}

/** Stops to follow what is not the own. */
export function shut(id) {
  const isOwn = rows.value.get(id)?.assigned === myId.value;
  if (id && !isOwn) send({ t: "shut", conversation: id });
}

export function opened(frame) {
  const { row: fresh, card, items, more, prepared = null } = frame;
  const id = fresh.id;
  clearTimeout(waits.get(id));
  older.delete(id);
  const held = talks.value.get(id);
  const before = held?.items ?? [];
  const isContinued = before.length > 0 && (items ?? []).every((item) => item.seq > cursor(before));
  put(talks, id, {
    ...blank(id),
    state: "ready",
    row: fresh,
    card,
    cardAt: Date.now(),
    prepared,
    items: merge(before, items ?? []),
    more: isContinued ? held.more : Boolean(more),
  });
  catchUp(id, fresh.last_seq);
  read();
}

/** News of one message: keeps it and asks for what is missing before it. */
export function arrived(id, item) {
  const held = talks.value.get(id);
  if (held?.state !== "ready") return;
  changeTalk(id, { items: merge(held.items, [item]) });
  catchUp(id, item.seq);
}

export function synced({ conversation, items, last_seq: last, more }) {
  const held = talks.value.get(conversation);
  if (!held) return;
  const merged = merge(held.items, items ?? []);
  const reachesStart = (merged[0]?.seq ?? 1) <= 1;
  changeTalk(conversation, { items: merged, more: held.more && !reachesStart });
  if (more || isBehind(merged, last)) catchUp(conversation, last);
  read();
}

/** Asks for everything after the last message without a gap, if something is missing. */
export function catchUp(id, seq) {
  const held = talks.value.get(id);
  if (held?.state !== "ready" || !isBehind(held.items, seq)) return;
  send({ t: "sync", conversation: id, since: cursor(held.items) });
}

/** Asks unconditionally for the open conversation; a silent connection shows itself by the missing answer. */
export function probe() {
  const held = talk.value;
  if (held?.state !== "ready") return;
  if (send({ t: "sync", conversation: selected.value, since: cursor(held.items) })) socket.expectAnswer();
}

/** Asks for the page before the first message held: once, unless the answer does not come. */
export function earlier(id) {
  const since = sinceForEarlier(talks.value.get(id).items);
  const asked = older.get(id);
  if (asked?.since === since && Date.now() - asked.at < PATIENCE) return;
  if (send({ t: "sync", conversation: id, since })) older.set(id, { since, at: Date.now() });
}

/** Tells the visitor that an own conversation was read: only when this window is in front. */
export function read() {
  const id = selected.value;
  if (
    !isMineSelected.value ||
    talk.value?.state !== "ready" ||
    document.visibilityState !== "visible" ||
    !document.hasFocus()
  )
    return;
  const seq = lastOfVisitor(talk.value.items);
  const isKnown = !row.value.unread && (told.get(id) ?? 0) >= seq;
  if (!seq || isKnown) return;
  if (send({ t: "read", conversation: id, seq })) told.set(id, seq);
}

/** A restored database: nothing held here is true any more. */
export function forgetAll() {
  talks.value = new Map();
  spans.value = new Map();
  places.clear();
  told.clear();
}
