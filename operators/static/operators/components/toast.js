import { html } from "../html.js";
import { toast } from "../state.js";
import { t } from "../words.js";
import { Icon } from "./icon.js";

const close = () => {
  toast.value = null;
};

const undo = () => {
  toast.value.undo();
  close();
};

/** One sentence at the foot; the live region has said it already. */
export const Toast = () =>
  toast.value &&
  html`<section class="toast" aria-label=${t.notice}><span>${toast.value.text}</span>
    ${toast.value.undo && html`<button type="button" class="btn btn--s" onClick=${undo}>${t.undo}</button>`}
    <button type="button" class="btn btn--s btn--icon" aria-label=${t.close} onClick=${close}><${Icon} name="close" small /></button></section>`;
