/** The conversation as this browser knows it: order, gaps, ticks. Pure: no DOM, no network, no clock. */

/**
 * @typedef {import("../types.d.ts").Talk} Talk
 * @typedef {import("../types.d.ts").Item} Item
 * @typedef {import("../types.d.ts").Frame} Frame
 */

const KEPT = 100; // messages in the cache: as many as the server sends at once

/** @returns {Talk} */
export const emptyTalk = () => ({
  conversation: null,
  items: [],
  earlier: [],
  availability: { online: false },
  epoch: "",
});

/**
 * The highest `seq` up to which nothing is missing, counted from the first message that is held.
 * @param {Talk} talk
 */
export function cursor({ items }) {
  let last = items.length ? items[0].seq : 0;
  for (const { seq } of items) if (seq == last + 1) last = seq;
  return last;
}

/**
 * Is there a message that we should have and have not?
 * @param {Talk} talk
 * @param {number} [newest] The newest `seq` that somebody told us.
 */
export const hasGap = (talk, newest = 0) =>
  cursor(talk) < Math.max(newest, talk.conversation?.last_seq || 0, talk.items.at(-1)?.seq || 0);

/**
 * Puts messages in their places; the server's word replaces ours, as it masks what must not be kept.
 * @param {Talk} talk
 * @param {Item[]} items
 * @returns {Item[]} those that are new
 */
export function merge(talk, items) {
  const held = new Map(talk.items.map((item) => [item.seq, item]));
  const fresh = items.filter(({ seq }) => !held.has(seq));
  for (const item of items) held.set(item.seq, item);
  talk.items = [...held.values()].sort((one, other) => one.seq - other.seq);
  return fresh;
}

/**
 * Another conversation begins: what was shown becomes history.
 * @param {Talk} talk
 * @param {string} id
 */
export function turnTo(talk, id) {
  if (talk.conversation?.id == id) return;
  if (talk.conversation) talk.earlier = talk.items;
  talk.items = [];
  talk.conversation = { id, state: "waiting", last_seq: 0 };
}

/**
 * The snapshot after `hello`.
 * @param {Talk} talk
 * @param {Frame} frame
 * @returns {Item[]} messages that are new
 */
export function welcome(talk, frame) {
  const restored = talk.epoch && talk.epoch != frame.epoch;
  const other = talk.conversation?.id != frame.conversation?.id;
  if (frame.reset || restored || other) talk.items = [];
  talk.epoch = frame.epoch || "";
  talk.conversation = frame.conversation || null;
  talk.earlier = frame.earlier || (other ? [] : talk.earlier);
  talk.availability = frame.availability || talk.availability;
  return merge(talk, frame.messages || []);
}

/**
 * Our own message is stored: the tick.
 * @param {Talk} talk
 * @param {Frame} frame
 * @param {import("../types.d.ts").Pending} pending
 */
export function acknowledge(talk, { conversation, seq = 0, at = "" }, { id, text }) {
  turnTo(talk, conversation);
  if (!talk.items.some((item) => item.seq == seq)) merge(talk, [{ seq, by: "visitor", text, at, client_id: id }]);
  bump(talk, seq);
}

/**
 * The state of the conversation changed; marks of what was read never go back.
 * @param {Talk} talk
 * @param {import("../types.d.ts").Conversation} state
 */
export function update(talk, state) {
  turnTo(talk, state.id);
  const { read_by_operator = 0, read_by_visitor = 0 } = talk.conversation || {};
  talk.conversation = {
    ...state,
    read_by_operator: Math.max(read_by_operator, state.read_by_operator || 0),
    read_by_visitor: Math.max(read_by_visitor, state.read_by_visitor || 0),
  };
}

/**
 * @param {Talk} talk
 * @param {number} [seq]
 */
export function bump(talk, seq = 0) {
  if (talk.conversation && talk.conversation.last_seq < seq) talk.conversation.last_seq = seq;
}

/**
 * Messages of the other side that no window of this visitor has shown.
 * @param {Talk} talk
 */
export const unread = ({ conversation, items }) =>
  items.filter(({ by, seq }) => by == "operator" && seq > (conversation?.read_by_visitor || 0)).length;

/**
 * What is kept for the next page: the newest messages, so that the window opens with its history.
 * @param {Talk} talk
 * @returns {Talk}
 */
export const toKeep = (talk) => ({ ...talk, items: talk.items.slice(-KEPT), earlier: talk.earlier.slice(-KEPT) });
