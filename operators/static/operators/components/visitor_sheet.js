import { useLayoutEffect, useRef } from "preact/hooks";
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
import { Earlier, From, Now, Polled } from "./panel_facts.js";
import { Identity } from "./panel_identity.js";
import { Note } from "./panel_note.js";
import { ThisVisit, Visits } from "./panel_visits.js";
import { Invite, Send } from "./visitor_invite.js";
import { placeOf } from "./visitor_line.js";
import { Rule, Why } from "./visitor_why.js";

/** The drawer about one visitor, who notices nothing. */
export function Sheet() {
  const box = useRef(null);
  const id = roster.chosen.value;
  useLayoutEffect(() => aim(box.current), [id, roster.sheet.value]);
  const line = roster.line.value;
  if (!line) return html`<div class="drawer" ref=${box}><div class="drawer__body" tabindex="-1"></div></div>`;
  return html`
    <div class="drawer" role="region" aria-labelledby="sheet-title" ref=${box}>
      <div class="drawer__head"><div><h3 id="sheet-title">${TITLES[roster.sheet.value]?.(called(line.name)) ?? called(line.name)}</h3><p class="dim">${about(line)}</p></div>
        <button type="button" class="btn btn--bare btn--icon" aria-label=${t.close} onClick=${roster.closeSheet}><${Icon} name="close" /></button></div>
      <div class="drawer__body" tabindex="0" role="group" aria-label=${t.visitorDetails}><${Body} line=${line} /></div>
      <div class="drawer__foot">
        ${line.conversation && html`<button type="button" class="btn btn--go" onClick=${() => select(line.conversation)}>${t.openTalk}</button>`}
        <${Ways} line=${line} />
      </div>
    </div>
  `;
}

const TITLES = { why: (name) => t.whyTitle(name), invite: (name) => t.inviteTitle(name) };

/** The focus goes where something is to be written, else where something is to be read. */
const aim = (drawer) =>
  (drawer.querySelector("#ask") ?? drawer.querySelector(".drawer__body")).focus({ preventScroll: true });

function Body({ line }) {
  if (roster.sheet.value === "why") return html`<${Why} />`;
  return roster.sheet.value === "invite" ? html`<${Invite} line=${line} />` : html`<${Watch} />`;
}

/** What else can be done about them. */
function Ways({ line }) {
  const here = roster.sheet.value;
  const way = (sheet, words, key) =>
    here !== sheet &&
    html`<button type="button" class="btn" onClick=${() => roster.openSheet(line.id, sheet)}>${words} <kbd>${key}</kbd></button>`;
  return html`
    ${here === "invite" ? html`<${Send} line=${line} />` : way("invite", t.invite, "I")}
    ${here === "why" && html`<${Rule} />`}
    ${way("why", t.whyNot, "Y")}
    ${way("watch", t.watch, "W")}
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
    <${Note} card=${card} />
    <${Now} card=${card} cardAt=${at} />
    <${Identity} card=${card} />
    <${From} card=${card} />
    <${ThisVisit} card=${card} cardAt=${at} />
    <${Visits} card=${card} />
    <${Contacts} card=${card} />
    <${Polled} card=${card} />
    <${Earlier} card=${card} />
  `;
}
