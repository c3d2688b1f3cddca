import { clockTime } from "../format.js";
import { html } from "../html.js";
import { campaignText, pathOf, secondsNow } from "../models/visit.js";
import { now, skew } from "../state.js";
import { select } from "../verbs.js";
import { format, sourceText, t } from "../words.js";

/** Where they are at this moment. */
export function Now({ card, cardAt }) {
  const { here, current } = card;
  if (!here || !current) return html`<div class="blk"><h3>${t.nowOn}</h3><p class="dim">${t.notHere}</p></div>`;
  return html`
    <div class="blk"><h3>${t.nowOn}<span class="dim num">${clockTime(secondsNow(card, cardAt, now.value - skew.value))}</span></h3>
      <p class="now"><a href=${current.url} target="_blank" rel="noopener noreferrer">${current.title || current.url}</a> <span class="dim">${pathOf(current.url)}</span></p></div>
  `;
}

const languageOf = (code) => {
  try {
    return new Intl.DisplayNames(t.locale, { type: "language" }).of(code);
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
};

const addressee = ({ recipient, email }) => [recipient, email].filter(Boolean).join(", ");

/** How they came. */
export const From = ({ card }) => html`
  <div class="blk"><h3>${t.cameFrom}</h3><dl class="kv">
    <dt>${t.source}</dt><dd>${sourceText(card.source)}</dd>
    ${card.letter && html`<dt>${t.letter}</dt><dd>${card.letter.context}${addressee(card.letter) && html`<br /><span class="dim">${t.letterTo(addressee(card.letter))}</span>`}</dd>`}
    ${card.source.query && html`<dt>${t.searchedFor}</dt><dd><b>${card.source.query}</b></dd>`}
    <dt>${t.campaign}</dt><dd class=${card.source.campaign ? "" : "dim"}>${campaignText(card.source) || t.none}</dd>
    ${card.first_source && html`<dt>${t.firstTime}</dt><dd>${[sourceText(card.first_source), campaignText(card.first_source)].filter(Boolean).join(", ")}</dd>`}
    ${card.landing && html`<dt>${t.landedOn}</dt><dd class="mid">${pathOf(card.landing)}</dd>`}
    <dt>${t.invitedBy}</dt><dd class=${card.invited_by ? "" : "dim"}>${card.invited_by || t.none}</dd>
    ${card.device.browser && html`<dt>${t.device}</dt><dd>${[t.devices[card.device.kind], card.device.system, card.device.browser].filter(Boolean).join(", ")}</dd>`}
    ${card.language && html`<dt>${t.language}</dt><dd>${languageOf(card.language)}</dd>`}
  </dl></div>
`;

/** What they answered to polls. */
export function Polled({ card }) {
  if (!card.polls?.length) return null;
  const line = ({ question, answer, at }) => html`
    <div key=${question}><dt>${question}<span class="dim num">${format.shortDay(at)}</span></dt><dd dir="auto">${answer}</dd></div>
  `;
  return html`<div class="blk"><h3>${t.polled}</h3><dl class="polled">${card.polls.map(line)}</dl></div>`;
}

/** What was talked about before. */
export function Earlier({ card }) {
  if (!card.earlier?.length) return null;
  const line = (row) => html`
    <li key=${row.id}><span class="dim num">${format.shortDay(row.last_at)}</span>
      <a class="cut" href=${`#c=${encodeURIComponent(row.id)}`} onClick=${(event) => show(event, row.id)}>${row.last_text || t.noWords}</a></li>
  `;
  return html`<div class="blk"><h3>${t.earlierTalks}</h3><ul class="past">${card.earlier.map(line)}</ul></div>`;
}

function show(event, id) {
  event.preventDefault();
  select(id);
}
