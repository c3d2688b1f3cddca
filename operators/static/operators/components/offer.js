import { html } from "../html.js";
import { alerts, hide, siteName } from "../ring.js";
import { dialog, isNarrow, isOnline, pane, place, ringing, selected, taking } from "../state.js";
import { select, take } from "../verbs.js";
import { called, t } from "../words.js";
import { Clock } from "./clock.js";
import { Icon } from "./icon.js";

/** A new conversation, seen at once: at the foot of the lists, never over the composer; the focus does not move. */
export function Offer() {
  const found = ringing.value.filter((row) => row.id !== selected.value && !taking.value.has(row.id));
  const [row] = found;
  if (!row) return null;
  const from = alerts.from(row.id);
  if (isAway()) return html`<${Short} row=${row} from=${from} />`;
  return html`
    <section class="offer" aria-labelledby="offer-title" aria-describedby="offer-words">
      <div class="offer__top">${row.waiting_since ? html`<${Clock} since=${row.waiting_since} />` : html`<${Icon} name="transfer" />`}
        <h2 id="offer-title">${from ? t.handedTitle(from) : t.offerTitle}</h2>
        <div class="mid cut">${siteName(row.site)} · <b>${called(row.visitor)}</b></div>
        <button type="button" class="btn btn--bare btn--icon offer__hide" aria-label=${t.hide} title=${t.hide} onClick=${() => hide(row.id)}><${Icon} name="close" small /></button></div>
      ${row.last_text && html`<q id="offer-words">${row.last_text}</q>`}
      ${row.page && html`<dl class="kv"><dt>${t.onPage}</dt><dd>${row.page.title || row.page.url}</dd></dl>`}
      <div class="offer__do"><${Deed} row=${row} from=${from} /></div>
      <p class="help">${found.length > 1 && `${t.alsoWait(found.length - 1)} `}${t.uninterrupted}</p>
    </section>
  `;
}

/** On a phone, away from the lists, the card would lie over the composer: one line under the bar says it there. */
const isAway = () => isNarrow.value && (pane.value !== "lists" || place.value !== "desk" || dialog.value !== "");

const Short = ({ row, from }) => html`
  <section class="offer-line" aria-labelledby="offer-title">${row.waiting_since && html`<${Clock} since=${row.waiting_since} />`}
    <h2 id="offer-title" class="cut">${from ? t.handedTitle(from) : t.waitsTitle(called(row.visitor))}</h2><${Deed} row=${row} from=${from} />
    <button type="button" class="btn btn--bare btn--icon" aria-label=${t.hide} onClick=${() => hide(row.id)}><${Icon} name="close" small /></button></section>
`;

const Deed = ({ row, from }) =>
  from
    ? html`<button type="button" class="btn btn--go" onClick=${() => select(row.id)}>${t.openIt}</button>`
    : html`<button type="button" class="btn btn--go" disabled=${!isOnline.value} onClick=${() => take(row.id)}>${t.take} <kbd><span class="kbd__mod">Alt${"\u00a0"}</span>A</kbd></button>`;
