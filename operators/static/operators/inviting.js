/** An invitation by hand, from its first letter until the server has it or says why not (A24). */

import { signal } from "@preact/signals";
import { send } from "./line.js";
import { Asked } from "./models/asked.js";
import { page } from "./page.js";
import * as roster from "./roster.js";
import { newId } from "./sending.js";
import * as state from "./state.js";
import { tell } from "./verbs.js";
import { called, t } from "./words.js";

/** Characters that an invitation has at most. */
export const LONGEST = 300;
/** Milliseconds without a key after which the server is asked how the question sounds. */
const PAUSE = 500;

const asked = new Asked(localStorage, page.member);

/** Visitor → what is written to them and not sent. */
export const texts = signal(new Map());
/** `{visitor, client_id, text, name}` that the server has not answered yet. */
export const onTheWay = signal(null);
/** `{visitor, code}`: why the last one was refused. */
export const refusal = signal(null);
/** How the question sounds, as remarks of the server. */
export const remarks = signal([]);

export const textOf = (visitor) => texts.value.get(visitor) ?? "";

/** What was asked lately, but for what stands there already. */
export const before = (text) => asked.list().filter((one) => one !== text.trim());

let timer = 0;

export function write(visitor, text) {
  state.put(texts, visitor, text);
  refusal.value = null;
  clearTimeout(timer);
  timer = setTimeout(() => listen(text), PAUSE);
}

/** Asks how a question sounds. */
export function listen(text) {
  if (text.trim()) send({ t: "tone", text: text.slice(0, LONGEST), language: t.locale.startsWith("ru") ? "ru" : "en" });
  else remarks.value = [];
}

export const heard = (frame) => {
  remarks.value = frame.remarks;
};

/** Sends the question, once. */
export function invite({ id: visitor, name }) {
  const text = textOf(visitor).trim();
  if (!text || onTheWay.value) return;
  const client_id = newId();
  refusal.value = null;
  if (send({ t: "invite", visitor, client_id, text })) onTheWay.value = { visitor, client_id, text, name };
}

/** The visitor has it. */
export function invited({ client_id }) {
  const { text, visitor, name } = onTheWay.value ?? {};
  if (onTheWay.value?.client_id !== client_id) return;
  onTheWay.value = null;
  asked.add(text);
  state.drop(texts, visitor);
  if (roster.sheet.value === "invite" && roster.chosen.value === visitor) roster.closeSheet();
  tell(t.wasInvited(called(name)));
}

/** Was it this one that was refused? */
export function refused({ client_id, code }) {
  if (!client_id || onTheWay.value?.client_id !== client_id) return false;
  refusal.value = { visitor: onTheWay.value.visitor, code };
  onTheWay.value = null;
  return true;
}

/** The database is away, or the connection broke before an answer came: the text stays. */
export const interrupted = (frame) => refused({ client_id: frame.client_id, code: "later" });

export function forget() {
  if (onTheWay.value) interrupted(onTheWay.value);
}
