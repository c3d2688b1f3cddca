import { isField } from "../talk/placement.js";

/**
 * One thing that a rule may do.
 * @typedef {object} Deed
 * @property {(one: Invitation | null) => void} render Draws it, or takes it away.
 * @property {(one: Invitation) => Invitation | null} told What the rest of the widget sees of it.
 * @property {(one: Invitation) => void} [opened] The chat window was opened.
 * @property {(one: Invitation) => void} [closed]
 * @property {() => Invitation | null} [lasting] One that the server has closed, and that still has something to say.
 * @typedef {import("../types.d.ts").Invitation} Invitation
 */

/**
 * Nothing comes up where nobody looks, under the hands of somebody who types, or over a dialogue of the page.
 * @param {import("../types.d.ts").Desk} desk
 */
export const mayCome = ({ cd }) =>
  !document.hidden && !cd.hasAttribute("data-hush") && !isField(document.activeElement);

/** @param {import("../types.d.ts").Session} session @param {Invitation} one */
export function tellShown(session, { id, text }) {
  if (session.box.get("invited")?.shown) return;
  session.shown(id);
  session.emit("invitation.shown", { id, text });
}

/** @param {import("../types.d.ts").Session} session @param {Invitation} one */
export function tellDismissed(session, { id }) {
  session.dismiss(id);
  session.emit("invitation.dismissed", { id });
}

/** What this browser keeps of the invitation on its screen; shared by all tabs. @param {import("../types.d.ts").Session} session @param {object} more */
export const keep = ({ box }, more) => box.set("invited", { ...box.get("invited"), ...more });
