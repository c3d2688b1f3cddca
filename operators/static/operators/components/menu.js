import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { menu } from "../state.js";

/**
 * A button and the layer that it opens: arrows walk, Escape and a click elsewhere close.
 * @param {{name: string, label: string, button: object, kind?: string, icon?: boolean, edged?: boolean, children: object}} props
 */
export function Menu({ name, label, button, kind = "", icon, edged, children }) {
  const box = useRef(null);
  const isOpen = menu.value === name;
  useLayoutEffect(() => (isOpen ? listen(box.current) : undefined), [isOpen]);
  return html`
    <span class=${`menu-box ${kind}`} ref=${box}>
      <button type="button" class=${`btn ${edged ? "" : "btn--bare"} ${icon ? "btn--icon" : ""}`} aria-haspopup="menu" aria-expanded=${isOpen}
        aria-label=${label} title=${label} onClick=${() => toggle(name)}>${button}</button>
      ${
        isOpen &&
        html`<span class="pop menu" role="menu" aria-label=${label} id=${`${name}-menu`}
        onKeyDown=${walk} onClick=${close}>${children}</span>`
      }
    </span>
  `;
}

/** One line of a menu. @param {{checked?: boolean, onClick: () => void, children?: object}} props */
export const Item = ({ checked, onClick, children }) => html`
  <button type="button" role=${checked === undefined ? "menuitem" : "menuitemradio"} tabindex="-1"
    aria-checked=${checked === undefined ? undefined : String(checked)} class=${checked ? "is-on" : ""} onClick=${onClick}>${children}</button>
`;

const toggle = (name) => {
  menu.value = menu.value === name ? "" : name;
};

const close = () => {
  menu.value = "";
};

function listen(box) {
  box.querySelector("[role^=menuitem]")?.focus();
  const outside = (event) => !box.contains(event.target) && close();
  document.addEventListener("pointerdown", outside);
  return () => {
    document.removeEventListener("pointerdown", outside);
    const lostFocus = !document.activeElement || document.activeElement === document.body;
    if (lostFocus) box.querySelector("button")?.focus();
  };
}

function walk(event) {
  const items = [...event.currentTarget.querySelectorAll("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 };
  if (event.key === "Tab") close();
  if (!(event.key in steps)) return;
  event.preventDefault();
  event.stopPropagation();
  items[steps[event.key] % items.length].focus();
}
