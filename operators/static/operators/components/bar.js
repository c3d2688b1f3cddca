import { html } from "../html.js";
import { mute } from "../keyboard.js";
import { isActive } from "../models/rows.js";
import { page } from "../page.js";
import { lines } from "../roster.js";
import { unlock } from "../sounds.js";
import { me, mine, mutedUntil, needMe, now, onSite, pane, place, settings, soundBlocked } from "../state.js";
import { setStatus } from "../verbs.js";
import { format, initials, t } from "../words.js";
import { Dot } from "./face.js";
import { Icon } from "./icon.js";
import { MeItems } from "./me.js";
import { Item, Menu } from "./menu.js";

/** Top bar: name, the desk with what needs me, sounds, my status, me. */
export const Bar = () => html`
  <header class=${`bar ${pane.value === "panel" ? "hide-narrow" : ""}`} tabindex="-1">
    <span class="bar__name">${page.product}</span>
    <nav class="bar__nav" aria-label=${t.main}>
      <a href="#" aria-current=${place.value === "desk" ? "page" : undefined}>${t.desk}<${Count} /></a>
      <a href="#visitors" aria-current=${place.value === "visitors" ? "page" : undefined}>${t.visitorsTitle}<${Here} /></a>
    </nav>
    <span class="bar__gap"></span>
    <${Sounds} />
    ${me.value && html`<${Status} />`}
    <${Menu} name="me" label=${`${initials(page.name)}, ${page.name}`} kind="hide-narrow menu-box--end" icon
      button=${html`<span class="face" aria-hidden="true">${initials(page.name)}</span>`}><${MeItems} /><//>
  </header>
`;

/** How many visitors are on the sites. */
export const Here = () =>
  html`<span class="count count--quiet num">${format.number(place.value === "visitors" && lines.value ? lines.value.size : onSite.value)}</span>`;

/** How many conversations need me; nothing when none does. */
export const Count = () =>
  needMe.value > 0 && html`<span class="count" aria-label=${t.needYou(needMe.value)} role="img">${needMe.value}</span>`;

function Status() {
  const { status } = me.value;
  const open = mine.value.filter(isActive).length;
  const value = status ?? "offline";
  const load = html`<span class="dim num hide-narrow">${t.load(open)}</span>`;
  const button = html`<${Dot} status=${value} /><span class="hide-narrow">${t[value]}</span> ${load}`;
  return html`
    <${Menu} name="status" label=${`${t.myStatus}: ${t[value]}, ${t.load(open)}`} kind="menu-box--end" button=${button}>
      <${Item} checked=${value === "available"} onClick=${() => setStatus("available")}><${Dot} status="available" />${t.available}<//>
      <${Item} checked=${value === "away"} onClick=${() => setStatus("away")}><${Dot} status="away" />${t.away}<//>
    <//>
  `;
}

const setOff = (off) => {
  settings.value = { ...settings.value, off };
};

function Sounds() {
  const isMuted = mutedUntil.value > now.value;
  const isOff = settings.value.off || isMuted || soundBlocked.value;
  return html`
    <${Menu} name="sounds" label=${soundState(isMuted)} kind="menu-box--end" icon button=${html`<${Icon} name=${isOff ? "mute" : "sound"} />`}>
      ${soundBlocked.value && html`<${Item} onClick=${unlock}><${Icon} name="sound" />${t.letItSound}<//>`}
      <${Item} checked=${!settings.value.off && !isMuted} onClick=${switchOn}><${Icon} name="sound" />${t.switchOn}<//>
      <${Item} checked=${isMuted} onClick=${mute}><${Icon} name="clock" />${t.mute15}<kbd>Alt B</kbd><//>
      <${Item} checked=${settings.value.off} onClick=${() => setOff(true)}><${Icon} name="mute" />${t.muteAll}<//>
      <hr />
      <${Item} onClick=${() => location.assign("#settings")}><${Icon} name="gear" />${t.alerts}<//>
    <//>
  `;
}

function switchOn() {
  setOff(false);
  mutedUntil.value = 0;
}

function soundState(isMuted) {
  if (settings.value.off) return t.soundsOff;
  if (isMuted) return t.soundsOffUntil(format.time(mutedUntil.value));
  return soundBlocked.value ? t.soundBlocked : t.soundsOn;
}
