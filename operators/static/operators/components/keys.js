import { useState } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../words.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icon.js";

/** The sheet: group → `[name, caps…]`. Only what works now. */
const SHEET = {
  anywhere: [
    ["takeNext", "Alt", "A"],
    ["nextDue", "Alt", "N"],
    ["list", "Alt", "↓", "↑"],
    ["panes", "F6", "⇧F6"],
    ["keys", "Alt", "H"],
    ["escape", "Esc"],
  ],
  composer: [
    ["send", "Enter"],
    ["newLine", "⇧", "Enter"],
    ["prepared", "Alt", "1", "2", "3"],
    ["sendPrepared", "⇧Alt", "1", "2", "3"],
  ],
  conversation: [
    ["handOver", "Alt", "T"],
    ["leave", "Alt", "X"],
    ["readAloud", "Alt", "U"],
    ["panel", "Alt", "P"],
  ],
  outside: [
    ["downUp", "J", "K"],
    ["openRow", "Enter"],
    ["write", "R"],
    ["prepared", "1", "2", "3"],
    ["filter", "/"],
    ["keys", "?"],
  ],
  visitors: [
    ["watch", "W"],
    ["why", "Y"],
    ["invite", "I"],
    ["sendInvitation", "Ctrl", "Enter"],
  ],
  me: [
    ["status", "Alt", "M"],
    ["mute", "Alt", "B"],
  ],
};

/** The sheet of keys. */
export function Keys() {
  const [text, setText] = useState("");
  return html`
    <${Dialog} title=${t.keyboard} wide foot=${html`<span class="say">${t.keysFoot}</span>`}>
      <label class="field"><${Icon} name="search" small /><span class="sr">${t.findShortcut}</span>
        <input data-first autocomplete="off" placeholder=${t.findShortcut} value=${text} onInput=${(event) => setText(event.currentTarget.value)} /></label>
      <div class="keys">${Object.entries(SHEET).map(([group, keys]) => html`<${Group} key=${group} group=${group} keys=${fitting(keys, text)} />`)}</div>
    <//>
  `;
}

const fitting = (keys, text) =>
  keys.filter(([name, ...caps]) =>
    `${t.keyNames[name]} ${caps.join(" ")}`.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()),
  );

const Group = ({ group, keys }) =>
  keys.length > 0 &&
  html`<section><h3>${t.keyGroups[group]}</h3><ul>
    ${keys.map(([name, ...caps]) => html`<li key=${name}><span>${t.keyNames[name]}</span><span>${caps.map((cap) => html`<kbd key=${cap}>${cap}</kbd>`)}</span></li>`)}
  </ul></section>`;
