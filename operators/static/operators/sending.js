/** Sends messages: shown at once, kept until stored, in order within each conversation. */

import { arrived } from "./follow.js";
import { send } from "./line.js";
import { drafts, outbox } from "./page.js";
import { isOnline, me, pending, refreshPending, returned } from "./state.js";
import { t } from "./words.js";

/** `error` codes after which the same text may go out later. */
const LATER = new Set(["too_fast", "muted"]);

const inFlight = new Map();
let owed = 0;

/** Keeps the text and sends it as soon as it is its turn. */
export function post(conversation, text) {
  outbox.add(conversation, text, { client_id: newId(), at: Date.now() });
  refreshPending();
  pump(conversation);
}

/** The writer wants it back: the text goes into the composer. */
export function takeBack(client_id) {
  const entry = outbox.remove(client_id);
  if (!entry) return;
  inFlight.delete(entry.conversation);
  const draft = drafts.get(entry.conversation);
  drafts.set(entry.conversation, draft ? `${entry.text}\n${draft}` : entry.text);
  refreshPending();
  pump(entry.conversation);
}

/** A new connection: what is kept goes out. @param {boolean} wasShown the loss was on the screen */
export function resume(wasShown) {
  inFlight.clear();
  const kept = outbox.waiting();
  owed = wasShown ? kept.length : 0;
  if (wasShown && !owed) say(t.connected);
  for (const conversation of new Set(kept.map((entry) => entry.conversation))) pump(conversation);
}

export function acknowledged({ client_id, conversation, seq, at }) {
  const entry = outbox.get(client_id);
  if (entry)
    arrived(conversation, { seq, by: "operator", text: entry.text, at, kind: "text", person: me.value, client_id });
  settle(client_id, conversation);
}

/** The stored message came before its acknowledgement, perhaps from another tab. */
export function echoed(conversation, client_id) {
  if (client_id && outbox.get(client_id)) settle(client_id, conversation);
}

/** @returns {boolean} was the refusal about a message? */
export function refused({ client_id, code, retry_after: after }) {
  const entry = client_id ? outbox.get(client_id) : null;
  if (!entry) return Boolean(client_id);
  if (LATER.has(code)) again(entry, after || 1);
  else {
    outbox.fail(client_id, code);
    inFlight.delete(entry.conversation);
    refreshPending();
    pump(entry.conversation);
  }
  return true;
}

export function retry({ client_id, after }) {
  const entry = outbox.get(client_id);
  if (entry) again(entry, after);
}

// Internal

/** Unlike `crypto.randomUUID` it also works where a desk is tried without TLS. */
export const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

function again({ conversation }, seconds) {
  setTimeout(() => {
    inFlight.delete(conversation);
    pump(conversation);
  }, seconds * 1000);
}

function settle(client_id, conversation) {
  outbox.remove(client_id);
  inFlight.delete(conversation);
  refreshPending();
  pump(conversation);
  if (owed && !outbox.waiting().length) {
    say(t.wentOut(owed));
    owed = 0;
  }
}

function pump(conversation) {
  if (!isOnline.value || inFlight.has(conversation)) return;
  const next = outbox.of(conversation).find((entry) => entry.state === "waiting");
  if (!next) return;
  const frame = { t: "message", conversation, client_id: next.client_id, text: next.text };
  if (send(frame)) inFlight.set(conversation, next.client_id);
}

function say(text) {
  returned.value = text;
  setTimeout(() => {
    if (returned.value === text) returned.value = "";
  }, 5_000);
}

/** Another tab sent or kept something. */
addEventListener("storage", (event) => {
  if (event.key === null || outbox.owns(event.key)) refreshPending();
});

export const pendingOf = (conversation) => pending.value.filter((entry) => entry.conversation === conversation);
