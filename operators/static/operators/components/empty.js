import { html } from "../html.js";
import { openDialog } from "../keyboard.js";
import { askPermission, permission } from "../permission.js";
import { play, unlock } from "../sounds.js";
import * as state from "../state.js";
import { deselect, nextDue, select, setStatus, takeNext, tryAgain } from "../verbs.js";
import { called, t } from "../words.js";
import { Icon } from "./icon.js";

const Empty = ({ icon, title, text, children }) => html`
  <div class="empty"><${Icon} name=${icon} /><h2>${title}</h2><p>${text}</p>${children}</div>
`;

const Step = ({ deed, label, keys }) => html`
  <div class="btns"><button type="button" class="btn btn--go" onClick=${deed}>${label}${keys && html` <kbd>${keys}</kbd>`}</button></div>
`;

/** No conversation is open: a fact and the next useful step. */
export function Idle() {
  const { loaded, me, waiting, due, seenAnything } = state;
  if (!loaded.value) return null;
  if (me.value.status !== "available") return html`<${Away} />`;
  if (waiting.value.length)
    return html`<${Empty} icon="clock" title=${t.someWait(waiting.value.length)} text=${t.someWaitText}>
    <${Step} deed=${takeNext} label=${t.takeNext} keys="Alt A" /><//>`;
  if (due.value.length)
    return html`<${Empty} icon="clock" title=${t.someDue(due.value.length)} text=${t.someDueText}>
    <${Step} deed=${nextDue} label=${t.openNext} keys="Alt N" /><//>`;
  return seenAnything.value ? html`<${Quiet} />` : html`<${First} />`;
}

function Quiet() {
  const last = state.mine.value[0];
  const fact = state.onSite.value ? `${t.nothingIsDue} ${t.visitorsNow(state.onSite.value)}` : t.nothingIsDue;
  return html`<${Empty} icon="ok" title=${t.allAnswered} text=${fact}>
    <div class="btns">${last && html`<button type="button" class="btn btn--go" onClick=${() => select(last.id)}>${t.backTo(called(last.visitor))}</button>`}
      <button type="button" class="btn" onClick=${() => openDialog("keys")}>${t.showKeys}</button></div><//>`;
}

const Away = () => html`
  <${Empty} icon="off" title=${state.me.value.status === "away" ? t.awayTitle : t.offTitle} text=${t.offText}>
    <${Step} deed=${() => setStatus("available")} label=${t.goAvailable} keys="Alt M" /><//>
`;

/** The first day: three steps, each one click, none blocks. */
function First() {
  const listen = async () => {
    await unlock();
    play("two");
  };
  const alerts = { granted: t.alertsThrough, denied: t.alertsRefused, default: t.letAlerts }[permission.value];
  return html`<${Empty} icon="desk" title=${t.firstTitle} text=${t.firstText}>
    <ol class="todo">
      <li><${Icon} name="bell" /><span class=${permission.value === "granted" ? "is-done" : ""}>${alerts}</span>
        ${permission.value === "default" && html`<button type="button" class="btn btn--s" onClick=${askPermission}>${t.allow}</button>`}</li>
      <li><${Icon} name="sound" /><span>${t.hearSound}</span><button type="button" class="btn btn--s" onClick=${listen}>${t.play}</button></li>
      <li><${Icon} name="keys" /><span>${t.learnKeys}</span><button type="button" class="btn btn--s" onClick=${() => openDialog("keys")}>${t.show}</button></li>
    </ol><//>`;
}

/** Absent and forbidden look the same. */
export const Missing = () => html`
  <${Empty} icon="lock" title=${t.permTitle} text=${t.permText}>
    <div class="btns"><button type="button" class="btn" onClick=${deselect}>${t.backToDesk}</button></div><//>
`;

/** This pane failed, the others go on. */
export const Failed = ({ id }) => html`
  <${Empty} icon="warn" title=${t.failedTitle} text=${t.failedText}>
    <div class="btns"><button type="button" class="btn" onClick=${() => tryAgain(id)}>${t.tryAgain}</button></div><//>
`;
