/** Everything the desk shows, as signals. Components read, `receive.js` and the verbs write. */

import { computed, signal } from "@preact/signals";
import * as lists from "./models/rows.js";
import { load } from "./models/settings.js";
import { outbox } from "./page.js";

// From the server

/** "loading" until the first welcome. */
export const loaded = signal(false);
export const me = signal(null);
export const client = signal("");
export const promise = signal(120);
export const sites = signal([]);
export const colleagues = signal(new Map());
export const rows = signal(new Map());
export const onSite = signal(0);
/** Conversation → `{text, typing, at}`: what its visitor has not sent yet. */
export const previews = signal(new Map());
/** Conversation → `{state, row, card, cardAt, items, more}`; state is loading, ready, missing or failed. */
export const talks = signal(new Map());
/** Conversation → which of its messages are drawn; the newest ones without an entry. */
export const spans = signal(new Map());
/** Conversation → where its log was scrolled to, for the way back. */
export const places = new Map();
export const epoch = { value: "" };

// Of this window

/** Server time in milliseconds, renewed every second: it drives all clocks. */
export const now = signal(Date.now());
/** Milliseconds that the server is ahead of this machine. */
export const skew = { value: 0 };
export const connection = signal({ phase: "connecting", since: Date.now(), retryAt: 0, shown: false });
export const selected = signal("");
/** "desk", "visitors" or "settings". */
export const place = signal("desk");
/** On a phone: "lists", "talk" or "panel". */
export const pane = signal("lists");
/** Between 720 and 1279 px: is the visitor's drawer open? */
export const drawer = signal(false);
/** "", "keys", "handOver". */
export const dialog = signal("");
/** "", "status", "sounds", "me", "more", "sites". */
export const menu = signal("");
export const filter = signal("");
export const site = signal("");
/** `{text, undo}`, or null. */
export const toast = signal(null);
/** Conversations whose prepared replies were hidden. */
export const unprepared = signal(new Set());
export const returned = signal("");
export const pending = signal(outbox.entries());
/** Conversations that were asked for with `take`, with the moment. */
export const taking = signal(new Map());
export const settings = signal(load(localStorage));
/** Sounds are off until this moment, in milliseconds. */
export const mutedUntil = signal(0);
export const soundBlocked = signal(true);
/** Rows that ring now; the first one is on the card. */
export const ringing = signal([]);
export const seenAnything = signal(localStorage.getItem("desk:seen") === "1");

// Derived

export const myId = computed(() => me.value?.id ?? "");
export const isOnline = computed(() => connection.value.phase === "open");
export const inFilter = (found) => lists.matching(found, filter.value, site.value);
export const waiting = computed(() => lists.waiting(rows.value));
/** The lists forget what rests too long: to the minute is enough. */
const minute = computed(() => Math.floor(now.value / 60_000) * 60_000);
export const mine = computed(() => lists.mine(rows.value, myId.value, minute.value, previews.value));
export const team = computed(() => lists.team(rows.value, myId.value));
export const needMe = computed(() => lists.needMe(rows.value, myId.value));
export const due = computed(() => mine.value.filter(lists.needsReply));
export const talk = computed(() => talks.value.get(selected.value) ?? null);
/** The row of the selected conversation, from the lists or as it came with the conversation. */
export const row = computed(() => rows.value.get(selected.value) ?? talk.value?.row ?? null);
export const isMineSelected = computed(() => Boolean(row.value) && lists.isMine(row.value, myId.value));
/** `{rule, replies}` for the selected conversation, while it is mine and goes on. */
export const prepared = computed(() =>
  isMineSelected.value && lists.isActive(row.value) && !unprepared.value.has(selected.value)
    ? (talk.value?.prepared ?? null)
    : null,
);

/** The conversation is the main landmark; below 720 px it is the one pane on the screen. */
const narrow = matchMedia("(max-width: 719px)");
export const isNarrow = signal(narrow.matches);
narrow.addEventListener("change", () => {
  isNarrow.value = narrow.matches;
});
export const mainOf = (name) => name === (isNarrow.value ? pane.value : "talk");

/** Replaces one entry of a signal that holds a map. */
export function put(map, key, value) {
  map.value = new Map(map.value).set(key, value);
}

/** Removes one entry of a signal that holds a map. */
export function drop(map, key) {
  if (!map.value.has(key)) return;
  const rest = new Map(map.value);
  rest.delete(key);
  map.value = rest;
}

/** Changes a part of a conversation held in this window. */
export function changeTalk(id, change) {
  const held = talks.value.get(id);
  if (held) put(talks, id, { ...held, ...change });
}

export function refreshPending() {
  pending.value = outbox.entries();
}
