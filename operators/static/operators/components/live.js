import { clockTime } from "../format.js";
import { html } from "../html.js";
import { isTyping } from "../models/turn.js";
import { secondsNow } from "../models/visit.js";
import * as state from "../state.js";
import { ago, format, t } from "../words.js";
import { Icon } from "./icon.js";

/** The spy line (A33): what the visitor does right now, in one fixed place. Never announced by itself; Alt U reads it. */
export function Live() {
  const preview = state.previews.value.get(state.selected.value);
  if (!state.isOnline.value) return html`<${Still} icon="eye" text=${lastSeen()} />`;
  if (preview?.text) return html`<${Unsent} text=${preview.text} />`;
  if (isTyping(preview, state.now.value)) return html`<${Still} icon="pen" text=${t.writes} />`;
  return html`<${Still} icon=${state.row.value?.here || state.talk.value?.card?.here ? "eye" : "off"} text=${doing()} />`;
}

const Unsent = ({ text }) => html`
  <div class="live"><div class="bub" tabindex="0" role="group" aria-label=${t.writesYet}><small><${Icon} name="pen" small />${t.writesYet}</small>
    <span>${text}<span class="caret"></span></span></div></div>
`;

const Still = ({ icon, text }) => html`<div class="live"><${Icon} name=${icon} small /><span>${text}</span></div>`;

const nameOf = (page) => page.title || page.url;

function doing() {
  const { card, cardAt } = state.talk.value ?? {};
  if (!card) return "";
  if (!card.here) return left(card);
  const seconds = secondsNow(card, cardAt, state.now.value - state.skew.value);
  return card.current ? `${t.reads(nameOf(card.current))} ${clockTime(seconds)}` : "";
}

function left(card) {
  if (!card.current) return t.leftTheSite;
  const at = Date.parse(card.current.at) + (card.current.seconds ?? 0) * 1000;
  return t.leftSite(ago(Math.max(0, state.now.value - at) / 1000));
}

function lastSeen() {
  const page = state.talk.value?.card?.current ?? state.row.value?.page;
  return page ? t.lastSeen(nameOf(page), format.time(state.connection.value.since)) : t.noSpy;
}
