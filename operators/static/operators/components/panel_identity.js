import { html } from "../html.js";
import { format, t } from "../words.js";
import { Icon } from "./icon.js";

/** Who the visitor is to the site, and how sure that is (D16): what its server signed is true, the rest anybody could have typed. */
export function Identity({ card }) {
  const { identity } = card;
  if (!identity) return null;
  const { external_id, verified_at, attributes = [] } = identity;
  return html`
    <div class="blk"><h3>${t.onTheSite}</h3>
      ${external_id && html`<p class="contact"><${Icon} name=${verified_at ? "tick" : "user"} /><span><span class="contact__value">${external_id}</span><br /><span class="dim">${statusOf(identity)}</span></span></p>`}
      ${attributes.length > 0 && html`<dl class="kv">${attributes.map(Attribute)}</dl>`}</div>
  `;
}

const Attribute = ({ name, value, verified }) => html`
  <dt key=${name}>${name}</dt><dd>${shown(value)} <span class="dim">${verified ? t.verified : t.notVerified}</span></dd>
`;

const statusOf = ({ verified_at, logged_in }) =>
  logged_in ? t.loggedIn : verified_at ? t.verifiedOn(format.shortDay(verified_at)) : t.notVerifiedId;

const shown = (value) => (typeof value === "boolean" ? (value ? t.yes : t.no) : String(value));
