/** What the server says, frame by frame. The names are those of the protocol. */

import { announce, announceNeed } from "./announcer.js";
import * as following from "./follow.js";
import * as inviting from "./inviting.js";
import { loss, socket } from "./line.js";
import { afterMessage, isMine, upsert, without } from "./models/rows.js";
import { alerts, refreshAlerts, sound } from "./ring.js";
import * as roster from "./roster.js";
import * as sending from "./sending.js";
import * as state from "./state.js";
import { handedTo, leaving, left, tell } from "./verbs.js";
import { called, t } from "./words.js";

/** Milliseconds over which all desks spread their fresh snapshot after a `resync`. */
const SPREAD = 1_500;

const takenBy = new Map();

const handlers = {
  welcome(frame) {
    if (state.epoch.value && state.epoch.value !== frame.epoch) following.forgetAll();
    state.epoch.value = frame.epoch;
    state.skew.value = Date.parse(frame.at) - Date.now();
    state.now.value = Date.parse(frame.at);
    state.client.value = frame.client;
    state.promise.value = frame.promise_seconds ?? 120;
    state.sites.value = frame.sites;
    state.colleagues.value = new Map(frame.colleagues.map((one) => [one.id, one]));
    state.me.value = frame.me;
    state.rows.value = new Map(frame.rows.map((row) => [row.id, row]));
    state.onSite.value = frame.on_site ?? 0;
    state.taking.value = new Map();
    state.previews.value = new Map();
    state.loaded.value = true;
    noteRows();
    if (state.selected.value) following.open(state.selected.value);
    sending.resume(loss.shown);
    inviting.forget();
    loss.shown = false;
    refreshAlerts();
  },

  row({ row, gone = false }) {
    const before = state.rows.value.get(row.id);
    state.rows.value = gone ? without(state.rows.value, row.id) : upsert(state.rows.value, row);
    if (before?.assigned !== row.assigned) changedHands(row.id, before?.assigned ?? "", row.assigned ?? "");
    if (state.talks.value.has(row.id)) state.changeTalk(row.id, { row });
    following.catchUp(row.id, row.last_seq);
    noteRows();
    following.read();
    refreshAlerts();
  },

  opened: following.opened,

  message({ conversation, item }) {
    sending.echoed(conversation, item.client_id);
    following.arrived(conversation, item);
    const row = state.rows.value.get(conversation);
    if (row) state.put(state.rows, conversation, afterMessage(row, item));
    noteRows();
    if (item.by !== "visitor") return;
    state.drop(state.previews, conversation);
    heard(conversation, item);
    following.read();
  },

  messages: following.synced,
  ack: sending.acknowledged,
  retry(frame) {
    if (!inviting.interrupted(frame)) sending.retry(frame);
  },

  error(frame) {
    if (inviting.refused(frame) || sending.refused(frame)) return;
    const { code, conversation } = frame;
    if (code === "already_taken") return lost(conversation, frame.message);
    state.drop(state.taking, conversation);
    if (code === "not_available") return tell(t.notAvailable);
    if (code === "not_yours") return tell(t.notYours);
    if (code === "bad_text") return tell(t.badContact);
    if (code === "not_found" && conversation) return state.changeTalk(conversation, { state: "missing" });
    tell(t.failed);
  },

  preview({ conversation, text, typing }) {
    if (!text && !typing) return state.drop(state.previews, conversation);
    state.put(state.previews, conversation, { text: text ?? "", typing, at: state.now.value });
  },

  card({ conversation, card }) {
    state.changeTalk(conversation, { card, cardAt: Date.now() });
  },

  colleague({ colleague }) {
    state.put(state.colleagues, colleague.id, colleague);
    if (colleague.id === state.myId.value) state.me.value = colleague;
    refreshAlerts();
  },

  newest({ seqs }) {
    for (const [id, seq] of Object.entries(seqs)) following.catchUp(id, seq);
  },

  on_site({ count }) {
    state.onSite.value = count ?? 0;
  },

  visitors: roster.told,
  visitor: roster.detailed,
  why: roster.explained,
  invited: inviting.invited,
  tone: inviting.heard,

  /** Rows may have been missed as well, and only a welcome brings them all. */
  resync() {
    following.probe();
    setTimeout(() => socket.tryNow(), Math.random() * SPREAD);
  },
};

/** Takes one frame; an unknown one is from a newer server and is left alone. */
export function receive(frame) {
  handlers[frame.t]?.(frame);
}

// Internal

/** A conversation has another operator: taken, left, or handed over. */
function changedHands(id, before, after) {
  const colleague = state.colleagues.value.get(after);
  const giver = state.colleagues.value.get(before);
  const isToMe = after === state.myId.value;
  if (colleague && !isToMe) takenBy.set(id, { name: colleague.name, at: Date.now() });
  if (isToMe && giver && !state.taking.value.has(id)) alerts.handedOver(id, giver.name);
  if (colleague && !isToMe && handedTo.delete(id)) tell(t.handedTo(colleague.name));
  if (!after && leaving.delete(id)) left(id);
  if (isToMe || !after) state.drop(state.taking, id);
}

/** A colleague was faster. */
function lost(conversation, message) {
  const asked = state.taking.value.get(conversation) ?? Date.now();
  const { name, at } = takenBy.get(conversation) ?? {};
  const who = message || name || t.somebody;
  state.drop(state.taking, conversation);
  tell(at ? t.tookFirst(who, Math.max(1, Math.round(Math.abs(asked - at) / 1000))) : t.tookIt(who));
}

function heard(conversation, item) {
  const row = state.rows.value.get(conversation);
  if (!row || !isMine(row, state.myId.value)) return;
  const isInFront = conversation === state.selected.value && document.hasFocus();
  if (conversation === state.selected.value) announce(t.says(called(row.visitor), item.text));
  if (!isInFront) sound("message", row, item.text);
}

function noteRows() {
  announceNeed(state.needMe.value);
  if (!state.seenAnything.value && state.rows.value.size) {
    state.seenAnything.value = true;
    localStorage.setItem("desk:seen", "1");
  }
}
