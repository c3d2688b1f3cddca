import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { dialog } from "../state.js";
import { t } from "../words.js";
import { Icon } from "./icon.js";

const STOPS = "button:not([disabled]), input:not([disabled]), a[href], [tabindex='0']";

export const closeDialog = () => {
  dialog.value = "";
};

/** A layer that holds the focus and gives it back. @param {{title: string, wide?: boolean, foot: object, children: object}} props */
export function Dialog({ title, wide, foot, children }) {
  const box = useRef(null);
  useLayoutEffect(() => {
    /** @type {HTMLElement | null} */
    const before = document.querySelector(":focus");
    (box.current.querySelector("[data-first]") ?? box.current.querySelector(STOPS)).focus();
    return () => before?.focus?.();
  }, []);
  return html`
    <div class="scrim" onPointerDown=${(event) => event.target === event.currentTarget && closeDialog()}>
      <div class=${`dialog ${wide ? "dialog--wide" : ""}`} role="dialog" aria-modal="true" aria-labelledby="dialog-title" ref=${box} onKeyDown=${hold}>
        <div class="dialog__head"><h2 id="dialog-title">${title}</h2>
          <button type="button" class="btn btn--bare btn--icon" aria-label=${t.close} onClick=${closeDialog}><${Icon} name="close" /></button></div>
        <div class="dialog__body">${children}</div>
        <div class="dialog__foot">${foot}</div>
      </div>
    </div>
  `;
}

/** Tab stays inside. */
function hold(event) {
  if (event.key !== "Tab") return;
  const stops = [...event.currentTarget.querySelectorAll(STOPS)];
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== from) return;
  event.preventDefault();
  to.focus();
}
