import { html } from "../html.js";
import { waitsForThem } from "../models/rows.js";
import * as state from "../state.js";
import { t } from "../words.js";
import { Flat } from "./flat.js";
import { Icon } from "./icon.js";
import { Item, Menu } from "./menu.js";
import { Row } from "./row.js";
import { Section } from "./section.js";
import { Team } from "./team.js";
import { Title } from "./title.js";

/** The left pane: waiting, mine, team, on the sites now. */
export const Lists = () => html`
  <div id="lists" class=${`pane pane--lists ${state.pane.value === "lists" ? "is-shown" : ""}`} role=${state.mainOf("lists") ? "main" : "navigation"} aria-label=${t.lists} tabindex="-1">
    <${Title} pane="lists" />
    <${Tools} />
    <div class="lists__body">${state.loaded.value ? html`<${Sections} />` : html`<${Flat} rows=${8} />`}</div>
  </div>
`;

const setFilter = (event) => {
  state.filter.value = event.currentTarget.value;
};

const Tools = () => html`
  <div class="lists__tools">
    <label class="field"><${Icon} name="search" small /><span class="sr">${t.filter}</span>
      <input id="filter" type="search" autocomplete="off" placeholder=${t.filter} value=${state.filter.value} onInput=${setFilter} /></label>
    ${state.sites.value.length > 1 && html`<${Sites} />`}
  </div>
`;

const pick = (id) => () => {
  state.site.value = id;
};

const Sites = () => html`
  <${Menu} name="sites" label=${siteLabel()} kind="menu-box--end" icon edged button=${html`<${Icon} name="filter" />`}>
    <${Item} checked=${state.site.value === ""} onClick=${pick("")}>${t.allSites}<//>
    ${state.sites.value.map((site) => html`<${Item} key=${site.id} checked=${state.site.value === site.id} onClick=${pick(site.id)}>${site.name}<//>`)}
  <//>
`;

const siteLabel = () =>
  `${t.sites}: ${state.sites.value.find((site) => site.id === state.site.value)?.name ?? t.allSites}`;

const canFold = (row) => waitsForThem(row, state.previews.value);

function Sections() {
  const { waiting, mine, due } = state;
  return html`
    <${Section} id="waiting" title=${t.waiting} rows=${waiting.value} aux=${waiting.value.length > 1 ? t.longestFirst : ""}
      none=${state.seenAnything.value ? t.nobodyWaits : t.firstWaiting} draw=${(row, place) => html`<${Row} key=${row.id} row=${row} place=${place} />`} />
    <${Section} id="mine" title=${t.mine} rows=${mine.value} aux=${due.value.length ? t.needYouShort(due.value.length) : ""} canFold=${canFold}
      none=${t.noneMine} draw=${(row, place) => html`<${Row} key=${row.id} row=${row} place=${place} />`} />
    <${Team} />
    <${OnSites} />
  `;
}

const OnSites = () => html`
  <div class="sec"><h2>${t.onSites}</h2><span class="num dim">${state.onSite.value}</span></div>
  <div class="row row--thin row--quiet row--still"><span class="row__turn"><${Icon} name="people" /></span>
    <span class="row__top"><span class="row__hit">${t.visitors(state.onSite.value)}</span></span></div>
`;
