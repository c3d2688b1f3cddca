import { clockTime } from "../format.js";
import { html } from "../html.js";
import { openDialog } from "../keyboard.js";
import { isActive } from "../models/rows.js";
import { secondsNow } from "../models/visit.js";
import * as state from "../state.js";
import { back, leave } from "../verbs.js";
import { called, format, t } from "../words.js";
import { Icon } from "./icon.js";
import { Item, Menu } from "./menu.js";

/** Who it is, where they are now, and what can be done. */
export const Head = ({ row }) => html`
  <div class="talk__head">
    <button type="button" class="btn btn--bare btn--icon only-narrow" aria-label=${t.backToLists} onClick=${back}><${Icon} name="left" /></button>
    <div class="talk__who">
      <h2><span class="cut">${called(row.visitor)}</span><span class="dim cut">${facts()}</span></h2>
      <${Page} />
    </div>
    <${Actions} row=${row} />
  </div>
`;

/** "14:04 there · 4th visit" */
export function facts() {
  const card = state.talk.value?.card;
  if (!card) return "";
  const time = card.time_zone ? format.timeIn(card.time_zone, state.now.value) : "";
  return [time && t.localTime(time), t.visitNumber(card.visit_number ?? 1)].filter(Boolean).join(" · ");
}

/** The live page with its time (B12). */
function Page() {
  const { card, cardAt } = state.talk.value ?? {};
  const current = card?.current;
  if (!card?.here || !current)
    return html`<div class="talk__page dim"><${Icon} name="eye" small />${card ? t.notHere : "\u00a0"}</div>`;
  return html`
    <div class="talk__page"><${Icon} name="eye" small />
      <a class="cut" href=${current.url} target="_blank" rel="noopener noreferrer">${current.title || current.url}</a>
      <span class="num dim">${clockTime(secondsNow(card, cardAt, state.now.value - state.skew.value))}</span></div>
  `;
}

function Actions({ row }) {
  if (!state.isMineSelected.value || !isActive(row)) return null;
  const hand = () => openDialog("handOver");
  const part = () => leave(row.id);
  const isOff = !state.isOnline.value;
  return html`
    <button type="button" class="btn btn--bare hide-narrow" title="Alt T" disabled=${isOff} onClick=${hand}><${Icon} name="transfer" />${t.handOver}</button>
    <button type="button" class="btn btn--bare hide-narrow" title="${t.leaveLong} · Alt X" disabled=${isOff} onClick=${part}><${Icon} name="out" />${t.leave}</button>
    <${Menu} name="more" label=${t.more} kind="only-narrow menu-box--end" icon button=${html`<${Icon} name="more" kind="i--dots" />`}>
      <${Item} onClick=${hand}><${Icon} name="transfer" />${t.handOver}<//>
      <${Item} onClick=${part}><${Icon} name="out" />${t.leaveLong}<//>
    <//>
  `;
}
