import { html } from "../html.js";
import { pane, place } from "../state.js";
import { t } from "../words.js";
import { Count } from "./bar.js";
import { Icon } from "./icon.js";

const isCurrent = (name) => (place.value === name ? "page" : undefined);

/** On a phone: at the thumb. */
export const Tabs = () =>
  (place.value !== "desk" || pane.value === "lists") &&
  html`
    <nav class="tabs" aria-label=${t.main}>
      <a href="#" aria-current=${isCurrent("desk")}><${Icon} name="desk" />${t.desk}<${Count} /></a>
      <a href="#visitors" aria-current=${isCurrent("visitors")}><${Icon} name="people" />${t.visitorsTitle}</a>
      <a href="#settings" aria-current=${isCurrent("settings")}><${Icon} name="gear" />${t.me}</a>
    </nav>
  `;
