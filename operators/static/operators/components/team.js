import { useState } from "preact/hooks";
import { html } from "../html.js";
import { colleagues, inFilter, selected, team } from "../state.js";
import { t } from "../words.js";
import { Dot, Face } from "./face.js";
import { Row } from "./row.js";

/** What the colleagues have: one line each, their conversations below it when it is opened. */
export function Team() {
  if (!team.value.length) return null;
  const holders = [...new Set(team.value.map((row) => row.assigned))];
  return html`
    <div class="sec"><h2 id="team-title">${t.team}</h2><span class="num dim">${team.value.length}</span></div>
    <ul class="rows" aria-labelledby="team-title">${holders.map((id) => html`<${Holder} key=${id} id=${id} />`)}</ul>
  `;
}

function Holder({ id }) {
  const rows = inFilter(team.value.filter((row) => row.assigned === id));
  const [isAsked, ask] = useState(false);
  const isOpen = isAsked || rows.some((row) => row.id === selected.value);
  const colleague = colleagues.value.get(id) ?? { name: t.somebody, status: "offline" };
  return html`
    <li>
      <div class="row row--thin row--quiet">
        <span class="row__turn"><${Face} name=${colleague.name} /></span>
        <span class="row__top"><button type="button" class="row__hit" aria-expanded=${isOpen} onClick=${() => ask(!isOpen)}>${colleague.name}</button></span>
        <span class="row__when num"><${Dot} status=${colleague.status ?? "offline"} /><span class="sr">${t[colleague.status ?? "offline"]}</span> ${t.open(rows.length)}</span>
      </div>
      ${isOpen && html`<ul>${rows.map((row) => html`<${Row} key=${row.id} row=${row} place />`)}</ul>`}
    </li>
  `;
}
