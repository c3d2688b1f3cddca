import { focusComposer } from "../focus.js";
import { html } from "../html.js";
import { parts } from "../models/links.js";
import { takeBack } from "../sending.js";
import { isOnline, myId, row } from "../state.js";
import { called, format, t } from "../words.js";
import { Icon } from "./icon.js";

/** A stored message. Filled: said by the visitor; outlined: said by us. */
export function Message({ line }) {
  const { item, cont } = line;
  const isUs = item.by === "operator";
  return html`
    <div class=${`msg ${isUs ? "msg--us" : ""} ${cont ? "msg--cont" : ""}`} data-seq=${item.seq} tabindex="-1">
      ${!cont && html`<${Byline} item=${item} />`}
      <div class="bub"><span class="sr">${speaker(item)}: </span><${Text} text=${item.text} /></div>
      <div class="msg__at"><span class="num">${format.time(item.at)}</span><${Ticks} line=${line} /></div>
    </div>
  `;
}

const isMe = (item) => item.person?.id === myId.value;

function speaker(item) {
  if (item.by === "visitor") return called(row.value?.visitor ?? t.visitor);
  return isMe(item) ? t.you : (item.person?.name ?? t.somebody);
}

function Byline({ item }) {
  if (item.kind === "invitation")
    return html`<div class="msg__by"><span><${Icon} name="bolt" small /> ${invitedBy(item)}</span></div>`;
  if (item.by !== "operator" || isMe(item) || !item.person) return null;
  return html`<div class="msg__by"><b>${item.person.name}</b></div>`;
}

function invitedBy(item) {
  if (!item.rule) return isMe(item) ? t.askedByYou : t.askedBy(item.person?.name ?? t.somebody);
  return isMe(item) ? t.sentByRule(item.rule) : t.sentForByRule(item.person?.name ?? t.somebody, item.rule);
}

/** Links are links, everything else is text. */
const Text = ({ text }) =>
  parts(text).map(({ text: words, href }) =>
    href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${words}</a>` : words,
  );

/** The word stands beside the last own message, earlier ones keep ticks only. */
function Ticks({ line: { tick, last } }) {
  if (!tick) return null;
  const word = tick === "seen" ? t.seen : t.stored;
  return html`<span class=${`ticks ${tick === "seen" ? "ticks--seen" : ""}`}><${Icon} name=${tick === "seen" ? "ticks" : "tick"} />
    <span class=${last ? "" : "sr"}>${word}</span></span>`;
}

/** A message that is not stored yet, or never will be: it keeps its place and can be taken back. */
export function Pending({ entry }) {
  const isFailed = entry.state === "failed";
  return html`
    <div class="msg msg--us" tabindex="-1">
      <div class="bub"><span class="sr">${t.you}: </span><${Text} text=${entry.text} /></div>
      <div class="msg__at" role=${isFailed ? "alert" : undefined}><span class="ticks">
        <${Icon} name=${isFailed ? "warn" : "clock"} small=${!isFailed} />${stateOf(entry)}</span>
        ${(isFailed || !isOnline.value) && html`<span>·</span><button type="button" class="link" onClick=${() => edit(entry)}>${isFailed ? t.edit : t.takeBack}</button>`}</div>
    </div>
  `;
}

function stateOf(entry) {
  if (entry.state === "failed") return t.notSent[entry.why] ?? t.notSent.other;
  return isOnline.value ? t.sending : t.waitsForConnection;
}

function edit(entry) {
  takeBack(entry.client_id);
  focusComposer();
}
