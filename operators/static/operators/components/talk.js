import { html } from "../html.js";
import { pane, row, selected, talk } from "../state.js";
import { t } from "../words.js";
import { Composer } from "./composer.js";
import { Failed, Idle, Missing } from "./empty.js";
import { Flat } from "./flat.js";
import { Head } from "./head.js";
import { Live } from "./live.js";
import { Log } from "./log.js";
import { Strip } from "./strip.js";
import { Title } from "./title.js";

/** The middle pane: the conversation, or what to do next. */
export const Talk = () => html`
  <main id="talk" class=${`pane pane--talk ${pane.value === "talk" ? "is-shown" : ""}`} aria-label=${t.conversation} tabindex="-1">
    <${Title} pane="talk" />
    ${selected.value ? html`<${Conversation} key=${selected.value} />` : html`<${Idle} />`}
  </main>
`;

function Conversation() {
  const state = talk.value?.state;
  if (state === "missing") return html`<${Missing} />`;
  if (state === "failed") return html`<${Failed} id=${selected.value} />`;
  return html`
    ${row.value && html`<${Head} row=${row.value} />`}
    ${row.value && html`<${Strip} />`}
    ${state === "ready" ? html`<${Log} />` : html`<div class="log"><${Flat} rows=${5} /></div>`}
    ${row.value && html`<${Live} /><${Composer} key=${selected.value} id=${selected.value} />`}
  `;
}
