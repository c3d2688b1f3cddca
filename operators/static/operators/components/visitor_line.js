import { clockTime } from "../format.js";
import { html } from "../html.js";
import { campaignText, pathOf } from "../models/visit.js";
import { secondsOnPage, secondsOnSite } from "../models/visitors.js";
import * as roster from "../roster.js";
import { now, sites } from "../state.js";
import { called, country, format, sourceText, t } from "../words.js";
import { Icon } from "./icon.js";

const SIGNS = {
  talking: ["desk", "chip--good"],
  answered: ["tick", "chip--good"],
  invited: ["bolt", "chip--line"],
  dismissed: ["close", ""],
  control: ["off", "chip--line"],
};

/** One visitor. @param {{id: string, at: number, place: object, isStop: boolean}} props */
export function Line({ id, at, place, isStop }) {
  const line = roster.lineOf(id);
  if (!line) return null;
  const isChosen = roster.sheet.value !== "" && id === roster.chosen.value;
  const kind = `vis__row ${isChosen ? "is-on" : ""} ${roster.isGone(id) ? "is-gone" : ""}`;
  const open = () => roster.openSheet(id);
  const enter = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // the key is not for what gets the focus now
    open();
  };
  return html`
    <div role="row" class=${kind} style=${place} aria-rowindex=${at + 2} aria-selected=${isChosen} data-visitor=${id} tabindex=${isStop ? 0 : -1}
      onClick=${open} onKeyDown=${enter} onFocus=${() => roster.sheet.value || aim(id)}>
      <div role="gridcell" class="vis__name"><b class="cut">${called(line.name)}<${LoggedIn} line=${line} /><${Contact} line=${line} /></b><small class="cut">${whereOf(line)}</small></div>
      <div role="gridcell" class="vis__page"><span class="cut" title=${line.page.url}>${line.page.title || pathOf(line.page.url)}</span><small class="num">${clockTime(secondsOnPage(line, now.value))}${line.front === false && html` · ${t.inBackground}`}</small></div>
      <div role="gridcell" class="vis__source"><span class="cut">${sourceText(line.source)}</span><small class="cut">${line.source.query || campaignText(line.source)}</small></div>
      <div role="gridcell" class="vis__time num">${line.pages} · ${clockTime(secondsOnSite(line, now.value))}</div>
      <div role="gridcell" class="vis__visit num">${line.visit}</div>
      <div role="gridcell" class="vis__cart num">${line.cart > 0 && format.money(line.cart, line.currency)}</div>
      <div role="gridcell" class="vis__state"><${State} line=${line} id=${id} /></div>
    </div>
  `;
}

function aim(id) {
  roster.chosen.value = id;
}

const LoggedIn = ({ line }) =>
  line.logged_in &&
  html`<span class="vis__contact" title=${t.loggedIn}><${Icon} name="user" small /><span class="sr">${t.loggedIn}</span></span>`;

const Contact = ({ line }) =>
  line.contacts?.length > 0 &&
  html`<span class="vis__contact" title=${line.contacts.join(", ")}><${Icon} name=${line.contacts[0].includes("@") ? "mail" : "phone"} small /><span class="sr">${t.contactKnown}</span></span>`;

/** "York · Phone · Linen Yard": the site only where there are several. */
function whereOf(line) {
  const name = sites.value.length > 1 && sites.value.find((site) => site.id === line.site)?.name;
  return [placeOf(line), t.devices[line.device.kind], name].filter(Boolean).join(" · ");
}

/** The city, else the country, else what the time zone tells. */
export const placeOf = (line) =>
  line.city || country(line.country) || (line.time_zone?.split("/").at(-1) ?? "").replaceAll("_", " ");

function State({ line, id }) {
  if (roster.isGone(id)) return html`<span class="dim">${t.hasLeft}</span>`;
  if (!line.state && line.do_not_invite)
    return html`<span class="chip chip--line"><${Icon} name="ban" />${t.states.barred}</span>`;
  if (!line.state) return html`<span class="dim">${t.states.none}</span>`;
  const [icon, kind] = SIGNS[line.state];
  return html`<span class=${`chip ${kind}`}><${Icon} name=${icon} />${t.states[line.state]}</span>`;
}
