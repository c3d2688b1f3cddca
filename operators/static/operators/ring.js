/** Rings: sound, card, title, system notification, flash. One tab of a person sounds, all of them show. */

import { announce } from "./announcer.js";
import { Alerts } from "./models/alerts.js";
import { Warnings } from "./models/warnings.js";
import { page } from "./page.js";
import { permission } from "./permission.js";
import { isMuted, play } from "./sounds.js";
import * as state from "./state.js";
import { called, t } from "./words.js";

/** Milliseconds since the last key in a composer for which somebody counts as typing. */
const TYPING = 3_000;
/** Letters of a visitor's words that a system notification shows. */
const LETTERS = 40;

export const alerts = new Alerts();
const warnings = new Warnings();
const aloud = new Set();
let isSpeaker = false;
let typedAt = 0;

/** The tab that holds this lock sounds; when it closes, the next one does. Without TLS there are no locks: all sound. */
export function becomeSpeaker() {
  isSpeaker = !navigator.locks;
  navigator.locks?.request(`desk-sounds-${page.member}`, () => {
    isSpeaker = true;
    return new Promise(() => {});
  });
}

export const typed = () => {
  typedAt = Date.now();
};

/** Computes anew what rings and what the tab is called. */
export function refreshAlerts() {
  const isAvailable = state.me.value?.status === "available";
  state.ringing.value = isAvailable ? alerts.pending(state.rows.value) : [];
  document.title = title();
}

/** Once a second: sounds that are due, warnings of the clocks. */
export function ringDue() {
  if (!state.isOnline.value) return;
  const ids = new Set(state.ringing.value.map((row) => row.id));
  const rows = new Map([...state.rows.value].filter(([id]) => ids.has(id)));
  const [row] = alerts.due(rows, Date.now());
  if (row) ring(row);
  warn(warnings.due(state.rows.value, state.myId.value, state.now.value, state.promise.value));
}

/** Sound and notification of an event, as the settings say. */
export function sound(event, row, text) {
  ringOut(event);
  inform(event, row, text);
}

export function hide(id) {
  alerts.hide(id);
  refreshAlerts();
}

// Internal

function ring(row) {
  const from = alerts.from(row.id);
  sound(from ? "handed" : "waits", row, row.last_text ?? "");
  if (state.settings.value.flash) flash();
  if (aloud.has(row.id)) return;
  aloud.add(row.id);
  const name = called(row.visitor);
  announce(from ? t.handedAloud(from, name) : t.newAloud(name, siteName(row.site)), "assertive");
}

/** Each step is said once; the last 30 s ring again until somebody answers, one sound for all clocks of a moment. */
function warn(due) {
  for (const { row, name, assertive } of due.filter(({ again }) => !again)) {
    const text = { half: t.half, last: t.last, broken: t.brokenAloud }[name](called(row.visitor));
    announce(text, assertive ? "assertive" : "polite");
  }
  const last = due.filter(({ name }) => name === "last");
  if (last.length) ringOut("last");
  for (const { row } of last) inform("last", row, row.last_text ?? "");
}

function ringOut(event) {
  const { sounds, quietWhileTyping } = state.settings.value;
  const isTyping = quietWhileTyping && Date.now() - typedAt < TYPING;
  const getsThrough = event === "last";
  if (isSpeaker && !isMuted() && (getsThrough || !isTyping)) play(sounds[event]);
}

function inform(event, row, text) {
  if (isSpeaker && state.settings.value.desktop[event] && document.hidden) notify(row, text);
}

function notify(row, text) {
  if (permission.value !== "granted") return;
  const heading = `${t.waitsTitle(called(row.visitor))} · ${siteName(row.site)}`;
  const body = [...text].slice(0, LETTERS).join("");
  const shown = notificationOf(heading, { body, tag: `desk-${row.id}` });
  if (shown)
    shown.onclick = () => {
      window.focus();
      location.hash = `#c=${encodeURIComponent(row.id)}`;
      shown.close();
    };
}

/** Phones know the constructor and refuse it. */
function notificationOf(heading, options) {
  try {
    return new Notification(heading, options);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function title() {
  const count = state.needMe.value;
  const first = state.ringing.value[0] ?? state.waiting.value[0];
  const name = first ? t.waitsTitle(called(first.visitor)) : page.product;
  return count ? `(${count}) ${name}` : name;
}

/** A frame of 3 px, twice, no faster than once a second. */
function flash() {
  const { classList } = document.documentElement;
  classList.remove("is-flashing");
  requestAnimationFrame(() => classList.add("is-flashing"));
}

export const siteName = (id) => state.sites.value.find((site) => site.id === id)?.name ?? "";
