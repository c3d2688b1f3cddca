import { earlier } from "../follow.js";
import { html } from "../html.js";
import { thread } from "../models/thread.js";
import { pendingOf } from "../sending.js";
import { now, row, selected, talk } from "../state.js";
import { called, dayMark, format, t } from "../words.js";
import { Message, Pending } from "./message.js";

/** The messages. The scroller is reversed, so it opens at the last word without script. */
export function Log() {
  const { items, more } = talk.value;
  const lines = thread(items, row.value?.read_by_visitor ?? 0, format.dayKey);
  return html`
    <div class="log" role="log" aria-live="off" aria-label=${t.messages} tabindex="0" onKeyDown=${walk}><div class="log__in">
      ${more && html`<button type="button" class="btn btn--s log__earlier" onClick=${() => earlier(selected.value)}>${t.earlier}</button>`}
      ${lines.map((line) => html`<${Line} key=${line.key} line=${line} />`)}
      ${pendingOf(selected.value).map((entry) => html`<${Pending} key=${entry.client_id} entry=${entry} />`)}
    </div></div>
  `;
}

function Line({ line }) {
  const { kind, item } = line;
  if (kind === "day") return html`<div class="day">${dayMark(line.at, now.value)}</div>`;
  if (kind === "system")
    return html`<div class="step">${stepOf(item)}<span class="num">${format.time(item.at)}</span></div>`;
  if (kind === "ended") return html`<${Ended} item=${item} />`;
  return html`<${Message} line=${line} />`;
}

const stepOf = (item) => (item.kind === "left" ? t.left : t.joined)(item.person?.name || item.text);

const Ended = ({ item }) => html`
  <div class="ended"><span><b>${t.ended(called(row.value?.visitor ?? item.text), format.time(item.at))}</b> ${t.endedNote}</span></div>
`;

/** Arrows walk through the messages; the log is one stop. */
function walk(event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step || event.altKey) return;
  const messages = [...event.currentTarget.querySelectorAll(".msg")];
  const at = messages.indexOf(document.activeElement);
  const next = at < 0 ? messages.at(-1) : messages[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
