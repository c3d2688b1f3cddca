import { html } from "../html.js";
import { SHOWS } from "../models/visitors.js";
import { page } from "../page.js";
import * as roster from "../roster.js";
import { loaded, site, sites } from "../state.js";
import { format, t } from "../words.js";
import { Flat } from "./flat.js";
import { Icon } from "./icon.js";
import { Item, Menu } from "./menu.js";
import { Sheet } from "./visitor_sheet.js";
import { Table } from "./visitors_table.js";

/** Who is on the sites now: facets, the table, and a drawer about one of them. */
export const Visitors = () => html`
  <div class=${`page page--visitors ${roster.sheet.value ? "page--drawer" : ""}`}>
    <div class="page__side" role="region" aria-label=${t.filters} tabindex="0"><${Facets} /></div>
    <main class="page__main" tabindex="-1" aria-labelledby="visitors-title">
      <h1 class="sr">${page.product}</h1><h2 class="sr" id="visitors-title">${t.visitorsTitle}</h2>
      <${Tools} />
      ${roster.lines.value && loaded.value ? html`<${Body} />` : html`<${Flat} rows=${10} />`}
    </main>
    ${roster.sheet.value && html`<${Sheet} />`}
  </div>
`;

const want = (part) => {
  roster.wanted.value = { ...roster.wanted.value, ...part };
};

const write = (event) => want({ text: event.currentTarget.value });
const show = (event) => want({ show: event.currentTarget.value });

const Tools = () => html`
  <div class="page__tools">
    <label class="field"><${Icon} name="search" small /><span class="sr">${t.findVisitor}</span>
      <input id="find-visitor" type="search" autocomplete="off" maxlength="100" placeholder=${t.findVisitor} value=${roster.wanted.value.text} onInput=${write} /></label>
    <label class="only-narrow"><span class="sr">${t.show}</span><select class="input" onChange=${show}>
      ${SHOWS.map((name) => html`<option key=${name} value=${name} selected=${roster.wanted.value.show === name}>${t.shows[name]}</option>`)}</select></label>
    ${sites.value.length > 1 && html`<${Sites} />`}
    <span class="bar__gap"></span>
    ${roster.shown.value.fresh > 0 && html`<button type="button" class="btn btn--s btn--bare" onClick=${roster.letIn}>${t.freshVisitors(roster.shown.value.fresh)}</button>`}
  </div>
`;

const pick = (id) => () => {
  site.value = id;
};

function Sites() {
  const name = sites.value.find((one) => one.id === site.value)?.name ?? t.allSites;
  return html`
    <${Menu} name="visitorSites" label=${`${t.sites}: ${name}`} edged button=${html`<span class="cut">${name}</span><${Icon} name="down" small />`}>
      <${Item} checked=${site.value === ""} onClick=${pick("")}>${t.allSites}<//>
      ${sites.value.map((one) => html`<${Item} key=${one.id} checked=${site.value === one.id} onClick=${pick(one.id)}>${one.name}<//>`)}
    <//>
  `;
}

const Facets = () => html`
  <${Facet} title=${t.show} name="show" all="all" found=${roster.facets.value.shows} label=${(name) => t.shows[name]} />
  <${Facet} title=${t.onPage} name="page" found=${roster.facets.value.pages} label=${(name) => name} />
  <${Facet} title=${t.source} name="source" found=${roster.facets.value.sources} label=${(name) => t.sources[name]} />
`;

/** One way to narrow the list; what is chosen stays in sight, also with nobody in it. */
function Facet({ title, name, all = "", found, label }) {
  const current = roster.wanted.value[name];
  const isMissing = current !== all && !found.some(([one]) => one === current);
  const options = isMissing ? [...found, [current, 0]] : found;
  if (!options.length) return null;
  const choose = (one) => () => want({ [name]: one === current ? all : one });
  return html`
    <div class="facet"><h3>${title}</h3><ul>
      ${options.map(([one, count]) => html`<li key=${one}><button type="button" aria-pressed=${one === current} onClick=${choose(one)}><span class="cut">${label(one)}</span><span class="num">${format.number(count)}</span></button></li>`)}</ul></div>
  `;
}

function Body() {
  if (roster.shown.value.order.length) return html`<${Table} />`;
  const isNobody = roster.lines.value.size === 0;
  return html`
    <div class="empty"><${Icon} name="people" /><h3>${isNobody ? t.nobodyHere : t.nobodyFits}</h3><p>${isNobody ? t.nobodyHereText : t.nobodyFitsText}</p>
      ${!isNobody && html`<div class="btns"><button type="button" class="btn" onClick=${everybody}>${t.showEverybody}</button></div>`}</div>
  `;
}

function everybody() {
  roster.wanted.value = { show: "all", page: "", source: "", text: "" };
  site.value = "";
}
