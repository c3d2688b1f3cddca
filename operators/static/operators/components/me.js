import { html } from "../html.js";
import { openDialog } from "../keyboard.js";
import { page } from "../page.js";
import { t } from "../words.js";
import { Icon } from "./icon.js";
import { Item } from "./menu.js";

/** What a person finds under the own initials. */
export const MeItems = () => html`
  <span class="menu__name" role="presentation">${page.name}</span>
  <${Item} onClick=${() => location.assign("#settings")}><${Icon} name="gear" />${t.settings}<//>
  <${Item} onClick=${() => openDialog("keys")}><${Icon} name="keys" />${t.keyboard}<kbd>Alt H</kbd><//>
  <hr />
  <${Item} onClick=${signOut}><${Icon} name="out" />${t.signOut}<//>
`;

/** Leaves the desk by a form, as the server asks for a POST with its token. */
export function signOut() {
  document.getElementById("sign-out").submit();
}
