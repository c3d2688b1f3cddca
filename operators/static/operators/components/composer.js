import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { composerCame } from "../focus.js";
import { html } from "../html.js";
import { isActive, isWaiting } from "../models/rows.js";
import { typed } from "../ring.js";
import { post } from "../sending.js";
import * as state from "../state.js";
import { take, toLast } from "../verbs.js";
import { called, t } from "../words.js";
import { useDraft } from "./draft.js";
import { Icon } from "./icon.js";
import { Prepared } from "./prepared.js";
import { useTyping } from "./typing.js";

/** Characters that a message has at most. */
const LONGEST = 5_000;
const LINES = { least: 2, most: 8 };

/** Where the operator writes; for conversations of others, why not. @param {{id: string}} props */
export function Composer({ id }) {
  const row = state.row.value;
  if (isWaiting(row)) return html`<${TakeFirst} row=${row} />`;
  if (row.state === "ended") return null;
  if (!state.isMineSelected.value) return html`<div class="foot"><p class="foot__say">${whoHas(row)}</p></div>`;
  return html`<${Box} id=${id} row=${row} />`;
}

const whoHas = (row) => {
  const colleague = state.colleagues.value.get(row.assigned);
  return colleague ? t.readOnly(colleague.name) : t.notMine;
};

function TakeFirst({ row }) {
  const isBusy = !state.isOnline.value || state.taking.value.has(row.id);
  return html`
    <div class="foot"><div class="foot__say"><span>${t.takeFirst}</span>
      <button type="button" id="take-here" class="btn btn--go" disabled=${isBusy} onClick=${() => take(row.id)}>${t.take}</button></div></div>
  `;
}

function Box({ id, row }) {
  const field = useRef(null);
  const [text, setText] = useDraft(id);
  const types = useTyping(id);
  const over = text.length - LONGEST;
  useLayoutEffect(() => grow(field.current), [text]);
  useEffect(() => () => types(false), []);
  useLayoutEffect(() => composerCame(field.current), []);
  const write = (event) => {
    typed();
    setText(event.currentTarget.value);
    types(isActive(row) && event.currentTarget.value !== "");
  };
  const submit = () => {
    if (!text.trim() || over > 0) return;
    setText("");
    types(false);
    post(id, text.trim());
    toLast(id);
    field.current.focus();
  };
  return html`
    <div class="foot"><${Prepared} /><div class="box">
      <label><span class="sr">${t.writeTo(called(row.visitor))}</span>
        <textarea id="composer" ref=${field} rows=${LINES.least} value=${text} onInput=${write} onKeyDown=${(event) => enter(event, submit)}></textarea></label>
      <div class="box__tools"><span class="gap"></span>${over > 0 && html`<span class="box__over" role="alert">${t.tooLong(over)}</span>`}
        <button type="button" class="btn btn--go" disabled=${!text.trim() || over > 0} onClick=${submit}>${t.send}<${Icon} name="send" small /></button></div>
    </div></div>
  `;
}

/** Enter sends, Shift Enter is a new line; a word being composed by an input method is left alone. */
function enter(event, submit) {
  if (event.key !== "Enter" || event.shiftKey || event.altKey || event.isComposing) return;
  event.preventDefault();
  submit();
}

/** Two to eight lines, as the text needs. */
function grow(field) {
  const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(field);
  field.rows = LINES.least;
  const height = field.scrollHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
  field.rows = Math.min(LINES.most, Math.max(LINES.least, Math.round(height / Number.parseFloat(lineHeight))));
}
