import { clockTime } from "../format.js";
import { html } from "../html.js";
import { bars, secondsNow, visitLine } from "../models/visit.js";
import { now, skew } from "../state.js";
import { format, longTime, t } from "../words.js";

const DAY = 86_400_000;

/** Pages of this visit with bars of duration; the present one is accented and grows. */
export function ThisVisit({ card, cardAt }) {
  const seconds = secondsNow(card, cardAt, now.value - skew.value);
  const pages = bars(card.pages ?? [], card.here ? card.current : null, seconds);
  if (!pages.length) return null;
  const sum = pages.reduce((total, page) => total + (page.seconds ?? 0), 0);
  return html`
    <div class="blk"><h3>${t.thisVisit}<span class="dim num">${t.visitSum(longTime(sum), pages.length)}</span></h3>
      <ol class="path">${pages.map((page, place) => html`<${Page} key=${place} page=${page} />`)}</ol></div>
  `;
}

const Page = ({ page }) => html`
  <li class=${page.now ? "now" : ""}><span class="cut" title=${page.url}>${page.title || page.url}</span>
    <svg viewBox="0 0 56 6" aria-hidden="true"><rect width=${page.width} height="6" rx="1" /></svg><span class="num">${clockTime(page.seconds ?? 0)}</span></li>
`;

/** The line of visits: a ring is a visit, a full one a visit with a conversation, the accent is today. */
export function Visits({ card }) {
  const line = visitLine(card.visits ?? [], card.earlier ?? [], now.value);
  if (!line.length) return html`<div class="blk"><h3>${t.visits}</h3><p class="dim">${t.firstVisit}</p></div>`;
  const days = Math.max(1, Math.round((now.value - Date.parse(line[0].at)) / DAY));
  return html`
    <div class="blk"><h3>${t.visits}<span class="dim num">${t.visitSpan(card.visit_number ?? line.length + 1, days)}</span></h3>
      <ol class="visits" aria-label=${t.visits}>
        ${line.map((visit, place) => html`<${Mark} key=${visit.at} visit=${visit} days=${line[place - 1]?.days} />`)}
        <li><span class="gap">${t.days(line.at(-1).days)}</span><span class="v today"></span><span class="sr">${t.todayShort}</span></li></ol>
      <p aria-hidden="true"><span>${format.shortDay(line[0].at)}</span><span>${t.todayShort}</span></p></div>
  `;
}

const Mark = ({ visit, days }) => html`
  <li>${days !== undefined && html`<span class="gap">${t.days(days)}</span>`}<span class=${`v ${visit.talked ? "talked" : ""}`}></span>
    <span class="sr">${visit.talked ? t.visitTalked(format.shortDay(visit.at)) : format.shortDay(visit.at)}</span></li>
`;
