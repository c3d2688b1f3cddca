import { html } from "../html.js";
import { page } from "../page.js";
import { mainOf } from "../state.js";

/** The page's heading: it stands in the pane that is the main landmark. @param {{pane: string}} props */
export const Title = ({ pane }) => mainOf(pane) && html`<h1 class="sr">${page.product}</h1>`;
