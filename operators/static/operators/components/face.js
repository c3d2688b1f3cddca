import { html } from "../html.js";
import { initials, t } from "../words.js";

/** Presence is a shape first. @param {{status: "available"|"away"|"offline"}} props */
export const Dot = ({ status }) => {
  const kind = { away: "dot--away", offline: "dot--off" }[status] ?? "";
  return html`<span class=${`dot ${kind}`}></span>`;
};

/** A colleague's initials; visitors never have a face (D33). */
export const Face = ({ name }) => html`<span class="face" aria-hidden="true">${initials(name)}</span>`;

export const statusWord = (status) => t[status];
