import { assertive, polite } from "../announcer.js";
import { html } from "../html.js";
import { dialog, place, selected, talk } from "../state.js";
import { t } from "../words.js";
import { Bar } from "./bar.js";
import { HandOver } from "./hand_over.js";
import { Keys } from "./keys.js";
import { Lists } from "./lists.js";
import { Notices } from "./notices.js";
import { Offer } from "./offer.js";
import { Panel } from "./panel.js";
import { Settings } from "./settings.js";
import { Tabs } from "./tabs.js";
import { Talk } from "./talk.js";
import { Toast } from "./toast.js";
import { Visitors } from "./visitors.js";

/** The whole desk. */
export const App = () => html`
  ${place.value === "desk" && html`<${Skips} />`}
  <${Bar} />
  <${Notices} />
  <${Offer} />
  <${Place} />
  <${Tabs} />
  <${Toast} />
  ${dialog.value === "keys" && html`<${Keys} />`}
  ${dialog.value === "handOver" && html`<${HandOver} />`}
  <div class="sr" role="status" aria-live="polite">${polite}</div>
  <div class="sr" role="alert" aria-live="assertive">${assertive}</div>
`;

/** What the address names. */
function Place() {
  if (place.value === "settings") return html`<${Settings} />`;
  return place.value === "visitors" ? html`<${Visitors} />` : html`<${Panes} />`;
}

const Panes = () => html`
  <div class=${`panes ${hasPanel() ? "" : "panes--two"}`}>
    <${Lists} />
    <${Talk} />
    ${hasPanel() && html`<${Panel} />`}
  </div>
`;

/** Without a conversation on the screen there is nobody to describe. */
const hasPanel = () => selected.value !== "" && !["missing", "failed"].includes(talk.value?.state);

const Skips = () => html`
  <a class="skip" href="#lists" onClick=${skip("#waiting [tabindex='0'], #filter")}>${t.skipToWaiting}</a>
  ${selected.value && html`<a class="skip" href="#talk" onClick=${skip("#composer, #take-here, #talk")}>${t.skipToComposer}</a>`}
`;

const skip = (selector) => (event) => {
  event.preventDefault();
  document.querySelector(selector)?.focus();
};
