import { html } from "../html.js";
import { reading, WHOLE_ARCS } from "../models/clock.js";
import { now, promise } from "../state.js";
import { t } from "../words.js";

/** The two-minute clock of one waiting visitor. @param {{since: string}} props */
export function Clock({ since }) {
  const { stage, left, over, arcs } = reading(since, now.value, promise.value);
  const label = stage === 5 ? t.broken(over) : t.secondsLeft(left, promise.value);
  return html`
    <svg class=${`clock clock--${stage}`} viewBox="0 0 34 34" role="img" aria-label=${label}>
      ${stage === 5 ? html`<circle cx="17" cy="17" r="16" />` : WHOLE_ARCS.map((arc) => html`<path key=${arc} d=${arc} />`)}
      ${stage < 5 && arcs.map((arc) => html`<path key=${`on ${arc}`} class="on" d=${arc} />`)}
      <text x="17" y="21">${stage === 5 ? short(over) : left}</text>
    </svg>
  `;
}

/** Three digits fit into the disc: seconds, then minutes, then hours. */
function short(seconds) {
  if (seconds < 100) return `+${seconds}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${Math.max(1, minutes)}${t.shortMinutes}`;
  return `${Math.min(99, Math.floor(minutes / 60))}${t.shortHours}`;
}
