import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { CALM, settle } from "../models/order.js";
import { inFilter, selected } from "../state.js";
import { t } from "../words.js";

/**
 * One list: its heading and its rows, one tab stop with arrow keys, in an order that stays while somebody points at it.
 * @param {{id: string, title: string, rows: any[], aux: string, none: string, draw: Function}} props
 */
export function Section({ id, title, rows, aux, none, draw }) {
  const [isHeld, hold] = useHold();
  const [stop, setStop] = useState("");
  const shown = useRef([]);
  const found = new Map(inFilter(rows).map((row) => [row.id, row]));
  shown.current = settle(shown.current, [...found.keys()], isHeld);
  const tabStop = found.has(stop) ? stop : found.has(selected.value) ? selected.value : shown.current[0];
  return html`
    <div class="sec"><h2 id=${`${id}-title`}>${title}</h2><span class="num dim">${rows.length}</span><span class="sec__aux">${aux}</span></div>
    ${
      shown.current.length
        ? html`<ul class="rows" id=${id} aria-labelledby=${`${id}-title`} ...${hold} onKeyDown=${walk}
            onFocusIn=${(event) => setStop(event.target.dataset.row ?? stop)}>
            ${shown.current.map((row) => draw(found.get(row), row === tabStop))}</ul>`
        : html`<p class="lists__none">${rows.length ? t.nothingFits : none}</p>`
    }
  `;
}

/** Is the pointer or the focus in the list, or was it there within 3 s? */
/** @returns {[boolean, object]} */
function useHold() {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hold = () => {
    clearTimeout(timer.current);
    setHeld(true);
  };
  const release = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setHeld(false), CALM);
  };
  return [isHeld, { onPointerEnter: hold, onPointerLeave: release, onFocusIn: hold, onFocusOut: release }];
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

function walk(event) {
  if (event.altKey || !(event.key in STEPS) || !event.target.dataset.row) return;
  event.preventDefault();
  const links = [...event.currentTarget.querySelectorAll("[data-row]")];
  const at = links.indexOf(event.target) + STEPS[event.key];
  links[Math.min(links.length - 1, Math.max(0, at))].focus();
}
