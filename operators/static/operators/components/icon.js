import { html } from "../html.js";

/** A drawing of the sprite. @param {{name: string, small?: boolean, kind?: string}} props */
export const Icon = ({ name, small, kind = "" }) => html`
  <svg class=${`i ${small ? "i--s" : ""} ${kind}`} aria-hidden="true"><use href=${`#i-${name}`} /></svg>
`;
