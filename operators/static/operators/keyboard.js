/** Keys of the whole desk. */

import { focusComposer, focusFilter, focusPane } from "./focus.js";
import { actionOf } from "./models/keymap.js";
import { isActive } from "./models/rows.js";
import * as roster from "./roster.js";
import * as state from "./state.js";
import * as verbs from "./verbs.js";
import { t } from "./words.js";

/** Milliseconds for which Alt B switches the sounds off. */
export const MUTE_FOR = 15 * 60_000;

const TEXT = "textarea, select, input:not([type=checkbox], [type=radio], [type=range])";

const actions = {
  takeNext: verbs.takeNext,
  nextDue: verbs.nextDue,
  down: (event) => walk(1, event.altKey),
  up: (event) => walk(-1, event.altKey),
  panel: togglePanel,
  readAloud: verbs.readAloud,
  handOver: () => ifMine(() => openDialog("handOver")),
  leave: () => ifMine(() => verbs.leave(state.selected.value)),
  status: openStatus,
  mute,
  keys: () => openDialog("keys"),
  nextPane: () => focusPane(1),
  previousPane: () => focusPane(-1),
  write: focusComposer,
  filter: showFilter,
  watch: () => onVisitor("watch"),
  why: () => onVisitor("why"),
  invite: () => onVisitor("invite"),
  escape: stepBack,
  ...Object.fromEntries(
    [0, 1, 2, 3].flatMap((place) => [
      [`prepared${place + 1}`, () => verbs.usePrepared(place)],
      [`sendPrepared${place + 1}`, () => verbs.usePrepared(place, true)],
    ]),
  ),
};

/** Listens on the document. */
export function start() {
  document.addEventListener("keydown", pressed);
}

function pressed(event) {
  if (event.defaultPrevented) return;
  const inText = event.target instanceof Element && event.target.matches(TEXT);
  const action = actionOf(event, { inText, singles: state.settings.value.singles });
  const isBehindDialog = state.dialog.value && action !== "escape";
  if (!action || isBehindDialog) return;
  if (actions[action](event) !== false) event.preventDefault();
}

export function openDialog(name) {
  state.menu.value = "";
  state.dialog.value = name;
}

/** Switches the sounds off for a quarter of an hour, or on again. */
export function mute() {
  const isOff = state.mutedUntil.value > state.now.value;
  state.mutedUntil.value = isOff ? 0 : state.now.value + MUTE_FOR;
  verbs.tell(isOff ? t.unmuted : t.muted15);
}

function openStatus() {
  state.menu.value = state.menu.value === "status" ? "" : "status";
}

const isAt = (place) => state.place.value === place;

/** Opens the drawer about the visitor whose row has the focus; elsewhere the key does nothing. */
function onVisitor(sheet) {
  if (!isAt("visitors") || !roster.line.value) return false;
  roster.openSheet(roster.chosen.value, sheet);
}

function ifMine(deed) {
  if (state.isMineSelected.value && isActive(state.row.value)) deed();
}

function togglePanel() {
  if (!state.row.value) return;
  if (state.drawer.value) return closeDrawer();
  state.drawer.value = true;
  state.pane.value = "panel";
}

function showFilter() {
  if (isAt("visitors")) return focusFilter();
  state.place.value = "desk";
  state.pane.value = "lists";
  requestAnimationFrame(focusFilter);
}

/** Walks through the lists as they stand on the screen: a chord opens the row, a single key only points at it. */
function walk(step, isChord) {
  if (isAt("visitors")) return roster.walk(step);
  /** @type {NodeListOf<HTMLElement>} */
  const found = document.querySelectorAll("[data-row]");
  const links = [...found];
  if (!links.length) return;
  const at = links.findIndex((link) => link.dataset.row === (focused() ?? state.selected.value));
  const next = links[Math.min(links.length - 1, Math.max(0, at + step))];
  // Also for a chord: the next one starts here, though the composer takes the focus only some frames later.
  next.focus();
  if (isChord) verbs.select(next.dataset.row);
}

const focused = () => document.activeElement?.getAttribute("data-row");

/** Closes the top layer, then goes from the composer to the list; text is never lost. */
function stepBack(event) {
  if (state.menu.value) state.menu.value = "";
  else if (state.dialog.value) state.dialog.value = "";
  else if (state.drawer.value) closeDrawer();
  else if (isAt("visitors") && roster.sheet.value) roster.closeSheet();
  else if (!isAt("desk")) location.hash = "#";
  else if (event.target.matches?.("#composer, .pane--talk *")) verbs.back();
  else return false;
}

function closeDrawer() {
  state.drawer.value = false;
  if (state.pane.value === "panel") state.pane.value = "talk";
  focusComposer();
}
