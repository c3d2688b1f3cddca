import { useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { pathOf } from "../models/visit.js";
import { isMineSelected, isOnline, selected } from "../state.js";
import { correctContact } from "../verbs.js";
import { format, t } from "../words.js";
import { Icon } from "./icon.js";

const ICONS = { name: "user", email: "mail", phone: "phone" };
const KINDS = Object.keys(ICONS);
const LONGEST = { name: 80, email: 254, phone: 32 };

/** What they left to be reached by; whoever has the conversation corrects it (A39). */
export function Contacts({ card, isOpen = false }) {
  const mayEdit = isOpen && isMineSelected.value;
  const [editing, edit] = useState("");
  const button = useRef(null);
  const contacts = [...(card.contacts ?? [])].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  const isEditing = editing === selected.value && mayEdit;
  if (!contacts.length && !mayEdit) return null;
  const done = () => {
    edit("");
    button.current?.focus();
  };
  const start = () => edit(isEditing ? "" : selected.value);
  return html`
    <div class="blk"><div class="blk__h"><h3>${t.contacts}</h3>
      ${mayEdit && html`<button type="button" class="btn btn--bare btn--s" ref=${button} aria-expanded=${String(isEditing)} disabled=${!isOnline.value} onClick=${start}>${contacts.length ? t.correct : t.addContact}</button>`}</div>
      ${isEditing && html`<${Form} key=${editing} contacts=${contacts} done=${done} />`}
      ${contacts.map((contact) => html`<${Contact} key=${contact.kind + contact.value} contact=${contact} />`)}</div>
  `;
}

const Contact = ({ contact }) => html`
  <div class="contact"><${Icon} name=${ICONS[contact.kind]} />
    <span><span class="contact__value">${contact.value}</span><br /><span class="dim">${toldOf(contact).join(" · ")}</span></span></div>
`;

/** Where it was seen, whether the site's server signed it, on what ground it is kept, and what speaks against it. */
const toldOf = (contact) =>
  [
    seenIn(contact),
    contact.verified ? t.verifiedContact : !contact.chosen_by && t.notVerified,
    t.grounds[contact.consent],
    contact.doubt && doubtOf(contact),
  ].filter(Boolean);

/** Name, address and number as they are known best; what is changed is sent. */
function Form({ contacts, done }) {
  const best = Object.fromEntries(KINDS.map((kind) => [kind, contacts.find((one) => one.kind === kind)?.value ?? ""]));
  const save = (event) => {
    event.preventDefault();
    const written = new FormData(event.currentTarget);
    const text = (kind) => String(written.get(kind)).trim();
    const changed = KINDS.filter((kind) => text(kind) !== best[kind]);
    if (changed.every((kind) => correctContact(selected.value, kind, text(kind)))) done();
  };
  const leave = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    done();
  };
  return html`
    <form class="contact__form" onSubmit=${save} onKeyDown=${leave}>
      ${KINDS.map((kind) => html`<label key=${kind}><span class="dim">${t.contactKinds[kind]}</span><input class="input" name=${kind} maxlength=${LONGEST[kind]} autocomplete="off" defaultValue=${best[kind]} /></label>`)}
      <div><button type="submit" class="btn btn--go btn--s">${t.saveContact}</button><button type="button" class="btn btn--s" onClick=${done}>${t.cancel}</button></div>
    </form>
  `;
}

/** Where a contact was seen, and when. */
const seenIn = ({ seen_in, form, page, chosen_by, at, chosen_at }) =>
  chosen_by
    ? `${t.confirmedBy(chosen_by)}, ${format.shortDay(chosen_at)}`
    : `${t.seenIn[seen_in](form || (page ? pathOf(page) : ""))}, ${format.shortDay(at)}`;

const doubtOf = ({ doubt, suggestion }) =>
  suggestion ? t.looksMistyped(suggestion.split("@").pop()) : t.doubts[doubt];
