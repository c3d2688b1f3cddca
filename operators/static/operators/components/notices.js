import { html } from "../html.js";
import { socket } from "../line.js";
import { page } from "../page.js";
import { connection, now, returned, skew } from "../state.js";
import { format, t } from "../words.js";
import { Icon } from "./icon.js";

/** One line under the bar: the connection and the sign-in. */
export function Notices() {
  if (connection.value.phase === "signed_out") return html`<${SignedOut} />`;
  if (connection.value.shown) return html`<${Lost} />`;
  return (
    returned.value && html`<div class="notice notice--good" role="status"><${Icon} name="ok" />${returned.value}</div>`
  );
}

const SignedOut = () => html`
  <div class="notice" role="status"><${Icon} name="lock" />${t.signedOut}<a class="btn btn--s" href=${page.loginUrl}>${t.signIn}</a></div>
`;

/** The seconds change silently: only the sentence before them is announced. */
const Lost = () => html`
  <section class="notice" aria-label=${t.connection}><${Icon} name="off" />
    <span><span role="status">${t.noConnection(format.exactTime(connection.value.since))}</span> <span class="num">${nextTry()}</span> <span>${t.clocksRun}</span></span>
    <button type="button" class="btn btn--s" onClick=${() => socket.tryNow()}>${t.tryNow}</button></section>
`;

function nextTry() {
  const left = Math.ceil((connection.value.retryAt - (now.value - skew.value)) / 1000);
  return connection.value.phase === "waiting" ? t.nextTry(Math.max(1, left)) : t.trying;
}
