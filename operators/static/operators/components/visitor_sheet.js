import { useEffect, useRef } from "preact/hooks";
import { clockTime } from "../format.js";
import { html } from "../html.js";
import { campaignText } from "../models/visit.js";
import { secondsOnPage } from "../models/visitors.js";
import * as roster from "../roster.js";
import { now } from "../state.js";
import { select } from "../verbs.js";
import { called, sourceText, t } from "../words.js";
import { Flat } from "./flat.js";
import { Icon } from "./icon.js";
import { Contacts } from "./panel_contacts.js";
import { Earlier, From, Now } from "./panel_facts.js";
import { ThisVisit, Visits } from "./panel_visits.js";
import { placeOf } from "./visitor_line.js";
import { Rule, Why } from "./visitor_why.js";

/** The drawer about one visitor, who notices nothing. */
export function Sheet() {
  const box = useRef(null);
  const id = roster.chosen.value;
  useEffect(() => box.current.querySelector(".drawer__body").focus({ preventScroll: true }), [id, roster.sheet.value]);
  const line = roster.line.value;
  if (!line) return html`<div class="drawer" ref=${box}><div class="drawer__body" tabindex="-1"></div></div>`;
  return html`
    <div class="drawer" role="region" aria-labelledby="sheet-title" ref=${box}>
      <div class="drawer__head"><div><h3 id="sheet-title">${roster.sheet.value === "why" ? t.whyTitle(called(line.name)) : called(line.name)}</h3><p class="dim">${about(line)}</p></div>
        <button type="button" class="btn btn--bare btn--icon" aria-label=${t.close} onClick=${roster.closeSheet}><${Icon} name="close" /></button></div>
      <div class="drawer__body" tabindex="0" role="group" aria-label=${t.visitorDetails}>${roster.sheet.value === "why" ? html`<${Why} />` : html`<${Watch} />`}</div>
      <div class="drawer__foot">
        ${line.conversation && html`<button type="button" class="btn btn--go" onClick=${() => select(line.conversation)}>${t.openTalk}</button>`}
        ${roster.sheet.value === "why" ? html`<${Rule} /><button type="button" class="btn" onClick=${() => roster.openSheet(id)}>${t.watch}</button>` : html`<button type="button" class="btn" onClick=${() => roster.openSheet(id, "why")}>${t.whyNot} <kbd>Y</kbd></button>`}
      </div>
    </div>
  `;
}

/** "York · on ‘Which boiler?’ 1:40 · Ad: autumn-boilers" */
function about(line) {
  const where = roster.isGone(line.id)
    ? t.hasLeft
    : t.onNamed(line.page.title || line.page.url, clockTime(secondsOnPage(line, now.value)));
  return [placeOf(line), where, sourceText(line.source), campaignText(line.source)].filter(Boolean).join(" · ");
}

function Watch() {
  if (!roster.details.value) return html`<${Flat} rows=${6} />`;
  const { card, at } = roster.details.value;
  return html`
    <${Now} card=${card} cardAt=${at} />
    <${From} card=${card} />
    <${ThisVisit} card=${card} cardAt=${at} />
    <${Visits} card=${card} />
    <${Contacts} card=${card} />
    <${Earlier} card=${card} />
  `;
}
