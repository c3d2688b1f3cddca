import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import * as inviting from "../inviting.js";
import * as roster from "../roster.js";
import { isOnline, me } from "../state.js";
import { t } from "../words.js";
import { Dot, Face } from "./face.js";
import { Icon } from "./icon.js";

/** States of a line in which the server would refuse, whatever is asked. */
const HOPELESS = { talking: "visitor_talks", dismissed: "invitation_declined", control: "control_group" };

/** A question to one visitor, in the own name. */
export function Invite({ line }) {
  const field = useRef(null);
  const text = inviting.textOf(line.id);
  useEffect(() => inviting.listen(text), [line.id]);
  const write = (event) => inviting.write(line.id, event.currentTarget.value);
  const use = (words) => {
    inviting.write(line.id, words);
    field.current.focus();
  };
  const hurry = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    inviting.invite(line);
  };
  return html`
    <div class="blk"><h3>${t.speaks}</h3><p class="asks"><${Face} name=${me.value.name} /><span>${me.value.name}</span><${Dot} status=${me.value.status} /><span class="dim">${t[me.value.status]}</span></p></div>
    <div class="blk"><label class="blk__h" for="ask"><b>${t.yourQuestion}</b><span class="dim num">${t.ofMost(text.length, inviting.LONGEST)}</span></label>
      <textarea id="ask" class="input ask" rows="3" maxlength=${inviting.LONGEST} ref=${field} value=${text} onInput=${write} onKeyDown=${hurry} aria-describedby="ask-tone"></textarea>
      <ul id="ask-tone" class="tone" aria-live="polite">${text.trim() && inviting.remarks.value.map(({ good, text: words }) => html`<li key=${words}><${Icon} name=${good ? "tick" : "warn"} small />${words}</li>`)}</ul>
      <${Refusal} line=${line} /></div>
    <${Before} text=${text} use=${use} />
    <div class="blk"><h3>${t.howTheySeeIt}</h3><div class="bubble"><${Face} name=${me.value.name} /><div><b>${me.value.name}</b><p>${text.trim() || t.yourQuestion}</p></div></div></div>
  `;
}

/** Why it can't be sent. */
function Refusal({ line }) {
  const code = refusalOf(line);
  return (
    code &&
    html`<p class="ask__no" role="alert"><${Icon} name="warn" small />${t.notInvited[code] ?? t.notInvited.other}</p>`
  );
}

function refusalOf(line) {
  if (inviting.refusal.value?.visitor === line.id) return inviting.refusal.value.code;
  return hopeless(line);
}

function hopeless(line) {
  if (me.value.status !== "available") return "you_are_away";
  if (roster.isGone(line.id)) return "visitor_gone";
  return line.do_not_invite ? "do_not_invite" : HOPELESS[line.state];
}

/** What was asked by hand before. */
function Before({ text, use }) {
  const found = inviting.before(text);
  if (!found.length) return null;
  return html`
    <div class="blk"><h3>${t.askedBefore}</h3><ul class="said">
      ${found.map((words) => html`<li key=${words}><span>${words}</span><button type="button" class="btn btn--s" aria-label=${t.useNamed(words)} onClick=${() => use(words)}>${t.use}</button></li>`)}</ul></div>
  `;
}

/** Sends it. */
export function Send({ line }) {
  const isReady = isOnline.value && inviting.textOf(line.id).trim() && !inviting.onTheWay.value && !hopeless(line);
  return html`<button type="button" class="btn btn--go" disabled=${!isReady} onClick=${() => inviting.invite(line)}>${t.invite} <kbd>Ctrl Enter</kbd></button>`;
}
