import { useState } from "preact/hooks";
import { html } from "../html.js";
import { candidates } from "../models/colleagues.js";
import { colleagues, isOnline, myId, row } from "../state.js";
import { handOver } from "../verbs.js";
import { called, t } from "../words.js";
import { closeDialog, Dialog } from "./dialog.js";
import { Dot, Face } from "./face.js";
import { Icon } from "./icon.js";

/** Gives the conversation to a colleague; whoever is not there is listed last, with the reason. */
export function HandOver() {
  const [text, setText] = useState("");
  const [chosen, choose] = useState("");
  const found = candidates([...colleagues.value.values()], myId.value, text);
  const pick =
    found.find((one) => one.id === chosen && one.status === "available") ??
    found.find((one) => one.status === "available");
  const give = () => pick && isOnline.value && handOver(row.value.id, pick);
  const foot = html`<span class="say">${t.handOverNow}</span><button type="button" class="btn" onClick=${closeDialog}>${t.cancel}</button>
    <button type="button" class="btn btn--go" disabled=${!pick || !isOnline.value} onClick=${give}>${t.handOver} <kbd>Enter</kbd></button>`;
  return html`
    <${Dialog} title=${t.handOverTitle(called(row.value.visitor))} foot=${foot}>
      <label class="field"><${Icon} name="search" small /><span class="sr">${t.person}</span>
        <input data-first role="combobox" aria-expanded="true" aria-controls="who" aria-activedescendant=${pick ? `who-${pick.id}` : undefined} autocomplete="off"
          placeholder=${t.person} value=${text} onInput=${(event) => setText(event.currentTarget.value)} onKeyDown=${(event) => walk(event, found, pick, choose, give)} /></label>
      <p class="help">${t.handOverOrder}</p>
      <ul class="pick" role="listbox" id="who" aria-label=${t.whoTakesOver}>${found.map((one) => html`<${Person} key=${one.id} person=${one} isOn=${one.id === pick?.id} choose=${choose} />`)}</ul>
      ${found.length === 0 && html`<p class="help">${t.nobodyToHandTo}</p>`}
    <//>
  `;
}

const REASONS = { away: t.awayReason, offline: t.offlineReason };

function Person({ person, isOn, choose }) {
  const status = person.status ?? "offline";
  const isOff = status !== "available";
  const facts = [person.title, t.open(person.open ?? 0)].filter(Boolean).join(" · ");
  return html`
    <li role="option" id=${`who-${person.id}`} aria-selected=${isOn} aria-disabled=${isOff} onClick=${() => !isOff && choose(person.id)}>
      <${Face} name=${person.name} /><span class=${isOff ? "is-off" : ""}>${person.name} <small>${REASONS[status] ?? facts}</small></span>
      <span class="chip"><${Dot} status=${status} />${t[status]}</span></li>
  `;
}

function walk(event, found, pick, choose, give) {
  if (event.key === "Enter") {
    // The dialog closes and gives the focus back: the key must not go on into the composer.
    event.preventDefault();
    give();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const able = found.filter((one) => one.status === "available");
  const next = able[able.indexOf(pick) + step];
  if (next) choose(next.id);
}
