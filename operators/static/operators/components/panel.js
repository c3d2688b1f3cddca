import { useEffect, useRef } from "preact/hooks";
import { focusComposer } from "../focus.js";
import { html } from "../html.js";
import { drawer, mainOf, pane, row, talk } from "../state.js";
import { called, t } from "../words.js";
import { Flat } from "./flat.js";
import { facts } from "./head.js";
import { Icon } from "./icon.js";
import { Contacts } from "./panel_contacts.js";
import { Earlier, From, Now, Polled } from "./panel_facts.js";
import { Identity } from "./panel_identity.js";
import { Note } from "./panel_note.js";
import { ThisVisit, Visits } from "./panel_visits.js";
import { Title } from "./title.js";

const close = () => {
  drawer.value = false;
  pane.value = "talk";
  focusComposer();
};

/** Who this visitor is: a column, below 1280 px a drawer, on a phone an own screen. */
export function Panel() {
  const box = useRef(null);
  useEffect(() => {
    if (drawer.value) box.current.querySelector(".panel__body")?.focus();
  }, [drawer.value]);
  return html`
    <div class=${`pane pane--panel ${pane.value === "panel" ? "is-shown" : ""} ${drawer.value ? "is-drawn" : ""}`} role=${mainOf("panel") ? "main" : "complementary"} aria-label=${t.visitor} tabindex="-1" ref=${box}>
      <${Title} pane="panel" />
      <div class="panel__head talk__head"><button type="button" class="btn btn--bare btn--icon" aria-label=${t.backToConversation} onClick=${close}><${Icon} name="left" /></button>
        <div class="talk__who"><h2><span class="cut">${called(row.value?.visitor ?? "")}</span><span class="dim cut">${facts()}</span></h2></div></div>
      ${talk.value?.card ? html`<${Body} card=${talk.value.card} cardAt=${talk.value.cardAt} />` : html`<${Flat} rows=${6} />`}
    </div>
  `;
}

const Body = ({ card, cardAt }) => html`
  <div class="panel__body" tabindex="0" role="group" aria-label=${t.visitorDetails}>
    <${Note} card=${card} />
    <${Now} card=${card} cardAt=${cardAt} />
    <${Identity} card=${card} />
    <${From} card=${card} />
    <${ThisVisit} card=${card} cardAt=${cardAt} />
    <${Visits} card=${card} />
    <${Contacts} card=${card} isOpen />
    <${Polled} card=${card} />
    <${Earlier} card=${card} />
  </div>
`;
