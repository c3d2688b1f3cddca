import { html } from "../html.js";
import { openDialog } from "../keyboard.js";
import { clients, page } from "../page.js";
import { t } from "../words.js";
import { Icon } from "./icon.js";
import { Item } from "./menu.js";

/** What a person finds under the own initials. */
export const MeItems = () => html`
  <span class="menu__name" role="presentation">${page.name}</span>
  <${Item} onClick=${() => location.assign("#settings")}><${Icon} name="gear" />${t.settings}<//>
  <${Item} onClick=${() => openDialog("keys")}><${Icon} name="keys" />${t.keyboard}<kbd>Alt H</kbd><//>
  ${clients.length > 0 && html`<hr /><span class="menu__name" role="presentation">${t.clients}</span>`}
  ${clients.map(({ name, url, current }) => html`<${Item} key=${url} checked=${current} onClick=${() => location.assign(url)}>${name}<//>`)}
  <hr />
  <${Item} onClick=${signOut}><${Icon} name="out" />${t.signOut}<//>
`;

/** Leaves the desk by a form, as the server asks for a POST with its token. */
export function signOut() {
  /** @type {HTMLFormElement} */
  const form = document.querySelector("#sign-out");
  form.requestSubmit();
}
