/** What the server wrote into the page, and the storage of this browser. */

import { Drafts } from "./models/drafts.js";
import { Outbox } from "./models/outbox.js";

const root = document.getElementById("desk");

/** @type {{product: string, member: string, name: string, csrf: string, ticketUrl: string, loginUrl: string}} */
export const page = /** @type {any} */ ({ ...root.dataset });
export { root };

/** Whom a person with several clients can change to: `{name, url, current}`. */
export const clients = JSON.parse(document.getElementById("clients").textContent);

export const drafts = new Drafts(localStorage, page.member);
export const outbox = new Outbox(localStorage, page.member);
