import { earlier } from "../follow.js";
import { html } from "../html.js";
import { cut, isAtEnd } from "../models/span.js";
import { days, thread } from "../models/thread.js";
import { pendingOf } from "../sending.js";
import { now, row, selected, talk } from "../state.js";
import { toLast } from "../verbs.js";
import { called, dayMark, format, t } from "../words.js";
import { Icon } from "./icon.js";
import { Message, Pending } from "./message.js";
import { usePlace } from "./place.js";

/** The messages near the window. The scroller is reversed, so it opens at the last word without script. */
export function Log() {
  const { items, more } = talk.value;
  const { log, room, scrolled, span } = usePlace(selected.value);
  const drawn = cut(items, span);
  const showLast = () => {
    log.current.focus({ preventScroll: true });
    toLast(selected.value);
  };
  const lines = thread(items, row.value?.read_by_visitor ?? 0, format.dayKey, drawn);
  return html`
    <div class="log-pane">
      <div class="log" role="log" aria-live="off" aria-label=${t.messages} tabindex="0" ref=${log} onScroll=${scrolled} onKeyDown=${walk}>
        <div class="log__room" ref=${room}></div>
        <div class="log__in">
          ${more && drawn.from === 0 && html`<button type="button" class="btn btn--s log__earlier" onClick=${() => earlier(selected.value)}>${t.earlier}</button>`}
          ${days(lines).map((day) => html`<${Day} key=${day.key} day=${day} />`)}
          ${isAtEnd(span) && pendingOf(selected.value).map((entry) => html`<${Pending} key=${entry.client_id} entry=${entry} />`)}
        </div></div>
      ${!isAtEnd(span) && html`<button type="button" class="btn btn--s log__last" onClick=${showLast}><${Icon} name="down" small />${t.toLast}</button>`}
    </div>
  `;
}

/** The mark of a day stays at the upper edge while its messages are passed. */
const Day = ({ day }) => html`
  <div class="log__day"><${Mark} at=${day.at} />
    ${day.lines.map((line) => html`<${Line} key=${line.key} line=${line} />`)}</div>
`;

const Mark = ({ at }) => html`<div class="day"><span>${dayMark(at, now.value)}</span></div>`;

function Line({ line }) {
  const { kind, item } = line;
  if (kind === "system")
    return html`<div class="step" data-seq=${item.seq}>${stepOf(item)}<span class="num">${format.time(item.at)}</span></div>`;
  if (kind === "ended") return html`<${Ended} item=${item} />`;
  return html`<${Message} line=${line} />`;
}

const stepOf = (item) => (item.kind === "left" ? t.left : t.joined)(item.person?.name || item.text);

const Ended = ({ item }) => html`
  <div class="ended" data-seq=${item.seq}><span><b>${t.ended(called(row.value?.visitor ?? item.text), format.time(item.at))}</b> ${t.endedNote}</span></div>
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
