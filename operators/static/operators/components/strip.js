import { html } from "../html.js";
import { drawer, pane, talk } from "../state.js";
import { longTime, sourceText, t } from "../words.js";
import { Icon } from "./icon.js";

const show = () => {
  drawer.value = true;
  pane.value = "panel";
};

/** Below 1280 px: what matters of the visitor panel in one line, and the way to the rest. */
export function Strip() {
  const card = talk.value?.card;
  if (!card) return null;
  const pages = card.pages ?? [];
  const seconds = pages.reduce((sum, page) => sum + (page.seconds ?? 0), 0);
  return html`
    <div class="strip">
      <span class="cut"><${Icon} name="search" /> ${card.source.query || sourceText(card.source)}</span>
      ${pages.length > 0 && html`<span class="hide-narrow"><${Icon} name="history" /> ${t.visitSum(longTime(seconds), pages.length)}</span>`}
      <button type="button" class="btn btn--bare btn--s" onClick=${show}>${t.details}<${Icon} name="right" small /></button>
    </div>
  `;
}
