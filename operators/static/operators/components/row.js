import { clockTime } from "../format.js";
import { html } from "../html.js";
import { elapsed, reading } from "../models/clock.js";
import { isMine, isWaiting, needsReply } from "../models/rows.js";
import { lineOf, turn } from "../models/turn.js";
import { siteName } from "../ring.js";
import * as state from "../state.js";
import { select, take } from "../verbs.js";
import { called, t, when } from "../words.js";
import { Clock } from "./clock.js";
import { Icon } from "./icon.js";

/** One conversation of the lists. @param {{row: any, place: boolean}} props `place`: it is the tab stop of its list */
export function Row({ row, place }) {
  const preview = state.previews.value.get(row.id);
  const isCurrent = row.id === state.selected.value;
  const canTake = isWaiting(row);
  return html`
    <li class=${kindOf(row, preview, isCurrent, canTake)}>
      <${Turn} row=${row} preview=${preview} />
      <span class="row__top"><a class="row__hit" href=${`#c=${encodeURIComponent(row.id)}`} data-row=${row.id} tabindex=${place ? 0 : -1}
        aria-current=${isCurrent ? "true" : undefined} onClick=${(event) => follow(event, row.id)}>${called(row.visitor)}</a>
        <span class="row__site cut">${siteName(row.site)}</span></span>
      ${!canTake && html`<span class="row__when num">${whenOf(row, preview)}</span>`}
      <${Line} row=${row} preview=${preview} />
      ${canTake && html`<span class="row__end"><${Take} row=${row} place=${place} /></span>`}
    </li>
  `;
}

function follow(event, id) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  select(id);
}

const stageOf = (row) =>
  row.waiting_since ? reading(row.waiting_since, state.now.value, state.promise.value).stage : 0;

function kindOf(row, preview, isCurrent, canTake) {
  const isQuiet = !canTake && !["clock", "pen"].includes(turn(row, preview, state.now.value)) && !row.unread;
  return [
    "row",
    canTake && "row--take",
    canTake && stageOf(row) >= 4 && "row--crit",
    isQuiet && "row--quiet",
    isCurrent && "is-on",
  ]
    .filter(Boolean)
    .join(" ");
}

const SIGNS = { pen: "pen", ticks: "ticks", tick: "tick" };

function Turn({ row, preview }) {
  const kind = turn(row, preview, state.now.value);
  if (kind === "clock") return html`<span class="row__turn"><${Clock} since=${row.waiting_since} /></span>`;
  const word = { pen: t.typingNotSent, ticks: t.seen, tick: t.stored }[kind];
  return html`<span class=${`row__turn ${kind === "pen" ? "row__turn--pen" : ""}`}>
    ${SIGNS[kind] && html`<${Icon} name=${SIGNS[kind]} /><span class="sr">${word}</span>`}</span>`;
}

function Line({ row, preview }) {
  const { text, kind } = lineOf(row, preview, state.now.value);
  const isUnsent = kind === "unsent" || kind === "typing";
  const words =
    kind === "typing" ? t.writes : isMine(row, state.myId.value) && kind === "own" ? t.ownWords(text) : text;
  const count = row.unread ?? 0;
  return html`<span class=${`row__text cut ${isUnsent ? "row__text--unsent" : ""}`}>
    ${count > 0 && html`<span class="sr">${t.unread(count)}. </span>`}${words}</span>`;
}

function whenOf(row, preview) {
  if (needsReply(row)) return clockTime(elapsed(row.waiting_since, state.now.value));
  return preview ? t.now : when(row.last_at, state.now.value);
}

/** Takes the conversation; red ground and filled in the last quarter. */
function Take({ row, place }) {
  const isBusy = state.taking.value.has(row.id);
  const isLate = stageOf(row) >= 4;
  return html`<button type="button" class=${`btn btn--s ${isLate ? "btn--go" : ""}`} tabindex=${place ? 0 : -1}
    aria-label=${t.takeName(called(row.visitor))} disabled=${!state.isOnline.value || isBusy} onClick=${() => take(row.id)}>${t.take}</button>`;
}
