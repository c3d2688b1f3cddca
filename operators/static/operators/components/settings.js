import { html } from "../html.js";
import { openDialog } from "../keyboard.js";
import { EVENTS, SOUNDS } from "../models/settings.js";
import { page } from "../page.js";
import { askPermission, permission } from "../permission.js";
import { play, unlock } from "../sounds.js";
import { settings, soundBlocked } from "../state.js";
import { t } from "../words.js";
import { Icon } from "./icon.js";
import { signOut } from "./me.js";

const change = (part) => {
  settings.value = { ...settings.value, ...part };
};

const changeEvent = (map, event, value) => change({ [map]: { ...settings.value[map], [event]: value } });

/** What a person sets for this browser: alerts, calm, look. */
export const Settings = () => html`
  <div class="page">
    <nav class="page__side" aria-label=${t.mySettings}><h2 class="page__title">${t.mySettings}</h2>
      <ul class="page__nav"><li><a href="#settings" aria-current="page"><${Icon} name="bell" />${t.alerts}</a></li>
        <li><button type="button" onClick=${() => openDialog("keys")}><${Icon} name="keys" />${t.keyboard}</button></li></ul></nav>
    <main class="page__main set" tabindex="-1" aria-labelledby="set-title">
      <h1 class="sr">${t.settings}</h1>
      <h2 id="set-title">${t.alerts}</h2>
      ${soundBlocked.value && html`<div class="notice"><${Icon} name="mute" />${t.soundBlocked}<button type="button" class="btn btn--s" onClick=${unlock}>${t.letItSound}</button></div>`}
      <${Permission} />
      <${Alerts} /><${Calm} /><${Look} /><${Me} />
    </main>
  </div>
`;

const Permission = () =>
  permission.value !== "granted" &&
  html`<div class="notice"><${Icon} name="bell" />${permission.value === "denied" ? t.alertsRefused : t.desktopOff}
    ${permission.value === "default" && html`<button type="button" class="btn btn--s" onClick=${askPermission}>${t.allow}</button>`}</div>`;

const Alerts = () => html`
  <table class="tbl"><thead><tr><th scope="col">${t.when}</th><th scope="col">${t.sound}</th><th scope="col">${t.onDesktop}</th><th scope="col" class="hide-narrow">${t.repeats}</th></tr></thead>
    <tbody>${EVENTS.map((event) => html`<${Event} key=${event} event=${event} />`)}</tbody></table>
`;

function Event({ event }) {
  const { sounds, desktop } = settings.value;
  const name = t.events[event];
  return html`
    <tr><th scope="row">${name}</th>
      <td><span class="set__sound"><select class="input" aria-label=${`${t.sound}: ${name}`} value=${sounds[event]} onChange=${(change_) => changeEvent("sounds", event, change_.currentTarget.value)}>
        ${SOUNDS.map((sound) => html`<option key=${sound} value=${sound} selected=${sound === sounds[event]}>${t.soundNames[sound]}</option>`)}</select>
        <button type="button" class="btn btn--bare btn--icon" aria-label=${t.listen(name)} title=${t.listen(name)} onClick=${() => play(sounds[event])}><${Icon} name="sound" /></button></span></td>
      <td><span class="check"><input type="checkbox" class="switch" aria-label=${`${t.onDesktop}: ${name}`} checked=${desktop[event]} onChange=${(change_) => changeEvent("desktop", event, change_.currentTarget.checked)} />
        <span class="dim hide-narrow">${t.ifHidden}</span></span></td>
      <td class="hide-narrow dim">${t.repeat[event]}</td></tr>
  `;
}

const Switch = ({ name, label, help }) => html`
  <label><span>${label}${help && html` <small class="help">${help}</small>`}</span>
    <input type="checkbox" class="switch" checked=${settings.value[name]} onChange=${(event) => change({ [name]: event.currentTarget.checked })} /></label>
`;

const Calm = () => html`
  <h3>${t.calm}</h3><div class="opts">
    <label>${t.volume}<input type="range" min="0" max="100" step="10" value=${settings.value.volume} onInput=${(event) => change({ volume: Number(event.currentTarget.value) })} /></label>
    <${Switch} name="flash" label=${t.flash} help=${t.flashHelp} />
    <${Switch} name="quietWhileTyping" label=${t.quietTyping} />
  </div>
`;

const Choice = ({ name, label, values }) => html`
  <div><span id=${`set-${name}`}>${label}</span><span class="seg" role="group" aria-labelledby=${`set-${name}`}>
    ${values.map((value) => html`<button type="button" key=${value} aria-pressed=${settings.value[name] === value} onClick=${() => change({ [name]: value })}>${t[value]}</button>`)}</span></div>
`;

const Look = () => html`
  <h3>${t.look}</h3><div class="opts">
    <${Choice} name="density" label=${t.density} values=${["comfortable", "compact"]} />
    <${Choice} name="theme" label=${t.theme} values=${["system", "light", "dark"]} />
    <${Switch} name="singles" label=${t.singles} />
  </div>
`;

/** On a phone this is the only way out. */
const Me = () => html`
  <h3>${page.name}</h3><div class="btns">
    <button type="button" class="btn only-narrow" onClick=${() => openDialog("keys")}>${t.keyboard}</button>
    <button type="button" class="btn" onClick=${signOut}><${Icon} name="out" />${t.signOut}</button></div>
`;
