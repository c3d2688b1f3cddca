import { useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { isOnline } from "../state.js";
import { noteVisitor } from "../verbs.js";
import { format, t } from "../words.js";
import { Icon } from "./icon.js";

/** What this visitor is not to be offered: first of all, and kept from visit to visit (E06). */
export function Note({ card }) {
  const [editing, edit] = useState("");
  const button = useRef(null);
  const isEditing = editing !== "" && editing === card.visitor;
  const done = () => {
    edit("");
    button.current?.focus();
  };
  return html`
    <div class="blk"><div class="blk__h"><h3>${t.doNotOffer}</h3>
      <button type="button" class="btn btn--bare btn--s" ref=${button} aria-expanded=${String(isEditing)} aria-label=${`${card.note ? t.changeNote : t.addNote}: ${t.doNotOffer}`} disabled=${!isOnline.value} onClick=${() => edit(isEditing ? "" : card.visitor)}>${card.note ? t.changeNote : t.addNote}</button></div>
      ${isEditing ? html`<${Form} key=${editing} card=${card} done=${done} />` : card.note && html`<${Veto} note=${card.note} />`}</div>
  `;
}

const Veto = ({ note }) => html`
  <div class="veto" role="note"><${Icon} name="ban" /><div>
    ${note.do_not_invite && html`<b>${t.doNotInvite}</b>`}${note.do_not_invite && note.text && html`<br />`}
    ${note.text && html`<b>${note.text}</b>`}<p>${[note.by, format.shortDay(note.at)].filter(Boolean).join(", ")}</p></div></div>
`;

function Form({ card, done }) {
  const save = (event) => {
    event.preventDefault();
    const written = new FormData(event.currentTarget);
    const text = String(written.get("text")).trim();
    if (noteVisitor(card.visitor, text, written.has("bar"))) done();
  };
  const leave = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    done();
  };
  return html`
    <form class="contact__form" onSubmit=${save} onKeyDown=${leave}>
      <label><span class="dim">${t.notToOffer}</span><textarea class="input ask" name="text" rows="2" maxlength="300" defaultValue=${card.note?.text ?? ""}></textarea></label>
      <label class="bar-them"><input type="checkbox" name="bar" defaultChecked=${card.note?.do_not_invite ?? false} /><span>${t.doNotInviteThem}</span></label>
      <div><button type="submit" class="btn btn--go btn--s">${t.saveContact}</button><button type="button" class="btn btn--s" onClick=${done}>${t.cancel}</button></div>
    </form>
  `;
}
