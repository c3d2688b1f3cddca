/** What an operator can do. Nothing here closes a conversation: only the visitor ends it (B08). */

import { announce } from "./announcer.js";
import { focusComposer, focusRow, scrollToLast } from "./focus.js";
import { ask, open, read, shut } from "./follow.js";
import { send } from "./line.js";
import { nextToAnswer } from "./models/rows.js";
import { drafts } from "./page.js";
import { alerts, refreshAlerts } from "./ring.js";
import { post } from "./sending.js";
import * as state from "./state.js";
import { called, t } from "./words.js";

/** Milliseconds for which a notice at the foot stays. */
const TOAST = 6_000;

/** Says something at the foot and to screen readers. @param {string} text @param {() => void} [undo] */
export function tell(text, undo) {
  const toast = { text, undo };
  state.toast.value = toast;
  announce(text);
  setTimeout(() => {
    if (state.toast.value === toast) state.toast.value = null;
  }, TOAST);
}

/**
 * Puts a prepared reply into the composer, or sends it at once; a draft that stood there is offered back (A30, B06).
 * @param {number} place @param {boolean} [atOnce]
 */
export function usePrepared(place, atOnce = false) {
  const id = state.selected.value;
  const text = state.prepared.value?.replies[place]?.text;
  if (!text) return;
  if (atOnce) {
    post(id, text);
    toLast(id);
    return;
  }
  const before = drafts.get(id);
  fill(id, text);
  if (before.trim() && before !== text) tell(t.draftReplaced, () => fill(id, before));
}

function fill(id, text) {
  drafts.set(id, text);
  state.refreshPending();
  focusComposer();
}

/** Shows a conversation and puts the cursor into its composer. */
export function select(id) {
  const before = state.selected.value;
  if (before && before !== id) shut(before);
  state.selected.value = id;
  state.place.value = "desk";
  state.pane.value = "talk";
  state.drawer.value = false;
  alerts.opened(id);
  refreshAlerts();
  open(id);
  remember(id);
  read();
  focusComposer();
}

/** Shows the end of a conversation, wherever somebody has scrolled. */
export function toLast(id) {
  state.drop(state.spans, id);
  state.places.delete(id);
  scrollToLast();
}

/** Back to the lists, on the same row; what was written stays. */
export function back() {
  const id = state.selected.value;
  state.pane.value = "lists";
  focusRow(id);
}

/** Leaves the conversation's pane empty. */
export function deselect() {
  shut(state.selected.value);
  state.selected.value = "";
  state.pane.value = "lists";
  remember("");
}

const remember = (id) => {
  const address = id ? `#c=${encodeURIComponent(id)}` : "#";
  if (location.hash !== address) history.pushState(null, "", address);
};

/** Takes a waiting conversation and opens it: the first operator has it. */
export function take(id) {
  if (!state.isOnline.value || state.taking.value.has(id)) return;
  if (!send({ t: "take", conversation: id })) return;
  state.put(state.taking, id, Date.now());
  select(id);
}

export function takeNext() {
  const next =
    state.ringing.value[0] && !alerts.from(state.ringing.value[0].id) ? state.ringing.value[0] : state.waiting.value[0];
  if (next) take(next.id);
  else tell(t.nothingWaits);
}

export function nextDue() {
  const next = nextToAnswer(state.rows.value, state.myId.value, state.selected.value);
  if (next) select(next.id);
  else tell(t.nothingDue);
}

/** Gives the conversation back to the waiting ones; the visitor can go on writing. */
export function leave(id) {
  if (send({ t: "leave", conversation: id })) leaving.add(id);
}

/** What the operator knows of the visitor; empty takes the own word back. */
export const correctContact = (conversation, kind, value) => send({ t: "contact", conversation, kind, value });

/** What a visitor is not to be offered; empty takes it back. */
export const noteVisitor = (visitor, text, do_not_invite) => send({ t: "note", visitor, text, do_not_invite });

/** The server has it: nobody has the conversation now. */
export function left(id) {
  if (state.selected.value === id) deselect();
  tell(t.leftAgain);
  focusRow(id);
}

export function handOver(id, colleague) {
  if (!send({ t: "hand_over", conversation: id, to: colleague.id })) return;
  state.dialog.value = "";
  handedTo.set(id, colleague.name);
}

/** Conversations on their way to a colleague, and back to the waiting ones. */
export const handedTo = new Map();
export const leaving = new Set();

export function setStatus(value) {
  if (!send({ t: "status", value })) return;
  announce(t.statusIs(t[value]));
}

export function readAloud() {
  const preview = state.previews.value.get(state.selected.value);
  const name = called(state.row.value?.visitor ?? "");
  announce(preview?.text ? t.unsentAloud(name, preview.text) : t.nothingTyped, "assertive");
}

export function tryAgain(id) {
  state.changeTalk(id, { state: "loading", since: Date.now() });
  ask(id);
}
