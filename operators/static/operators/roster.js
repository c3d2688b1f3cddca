/** Who is on the sites: what the Visitors page shows, and what an operator does there. */

import { computed, effect, signal } from "@preact/signals";
import { send } from "./line.js";
import { facets as counted, fitting, kept, merged, sorted } from "./models/visitors.js";
import * as state from "./state.js";
import { t } from "./words.js";

/** Milliseconds between two questions about the visitor who is watched. */
const PAUSE = 1_000;

/** Id → line; null until the first page of the list. */
export const lines = signal(null);
/** The list is whole: all pages of it have come. */
export const isWhole = signal(false);
export const wanted = signal({ show: "all", page: "", source: "", text: "" });
export const sort = signal({ by: "arrival", isBackwards: false });
/** Somebody points at the table, or is in it with the keyboard. */
export const isHeld = signal(false);
/** The visitor in the drawer. */
export const chosen = signal("");
/** What the drawer shows: "", "watch", "why", "invite". */
export const sheet = signal("");
/** `{card, at}` of the visitor in the drawer. */
export const details = signal(null);
/** What the rules think of the visitor in the drawer, as it came. */
export const opinions = signal(null);
/** Ids as they stand on the screen, and how many newcomers wait. */
export const shown = signal({ order: [], fresh: 0 });

export const facets = computed(() => counted(lines.value?.values() ?? []));
const criteria = computed(() => JSON.stringify([wanted.value, sort.value, state.site.value]));
const fitted = computed(() => {
  const found = fitting(lines.value?.values() ?? [], { ...wanted.value, site: state.site.value });
  return sorted(found, sort.value.by, sort.value.isBackwards);
});

let arranged = "";
/** Lines of those who left while the list is held still. */
let ghosts = new Map();

effect(() => {
  const isSame = arranged === criteria.value;
  arranged = criteria.value;
  shown.value = kept(shown.peek().order, fitted.value, isHeld.value && isSame);
  if (!isHeld.value) ghosts = new Map();
});

/** The list is open while its page is, also after a new connection. */
export const start = () =>
  effect(() => {
    const isOpen = state.place.value === "visitors" && state.isOnline.value && state.loaded.value;
    if (!isOpen) return undefined;
    send({ t: "visitors", on: true });
    return () => {
      isWhole.value = false;
      send({ t: "visitors", on: false });
    };
  });

/** A page of the list, or changes. */
export function told(frame) {
  const before = lines.peek() ?? new Map();
  for (const id of frame.gone ?? []) if (before.has(id)) ghosts.set(id, before.get(id));
  lines.value = merged(before, frame);
  if (frame.first || !isWhole.peek()) isWhole.value = !frame.more;
  const isAboutChosen = [...(frame.lines ?? []).map((line) => line.id), ...(frame.gone ?? [])].includes(chosen.peek());
  if (isAboutChosen && sheet.peek()) lookAgain();
}

/** The line, also of somebody who has just left. */
export const lineOf = (id) => lines.value?.get(id) ?? ghosts.get(id);
export const isGone = (id) => !lines.value?.has(id);

export const line = computed(() => (chosen.value ? lineOf(chosen.value) : null));

/** Lets those in who came while the list stood still. */
export const letIn = () => {
  shown.value = { order: fitted.value, fresh: 0 };
};

/** Opens the drawer on one visitor. @param {string} id @param {string} [name] */
export function openSheet(id, name = "watch") {
  if (id !== chosen.value) details.value = null;
  chosen.value = id;
  sheet.value = name;
  opinions.value = null;
  look();
}

export function closeSheet() {
  sheet.value = "";
  focusLine(chosen.value);
}

/** The whole visit has come. */
export function detailed({ visitor, card }) {
  if (visitor === chosen.value) details.value = { card, at: Date.now() };
}

let timer = 0;

function lookAgain() {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
}

function look() {
  if (!chosen.value || sheet.value === "invite") return;
  if (sheet.value === "why")
    send({ t: "why", visitor: chosen.value, language: t.locale.startsWith("ru") ? "ru" : "en" });
  else send({ t: "visitor", visitor: chosen.value });
}

/** What the rules think has come. */
export function explained(frame) {
  if (frame.visitor === chosen.value) opinions.value = frame;
}

/** Moves through the table; the drawer follows if it is open. @param {number} step */
export function walk(step) {
  const { order } = shown.value;
  if (!order.length) return;
  const next = order[Math.min(order.length - 1, Math.max(0, order.indexOf(chosen.value) + step))];
  if (sheet.value) openSheet(next, sheet.value);
  else chosen.value = next;
  focusLine(next);
}

/** The row that is to have the focus: the table scrolls to it and gives it. */
export const aimed = signal("");

export function focusLine(id) {
  aimed.value = "";
  aimed.value = id;
}
