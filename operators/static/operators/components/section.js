import { useEffect, useRef, useState } from "preact/hooks";
import { focusRow } from "../focus.js";
import { html } from "../html.js";
import { fold } from "../models/fold.js";
import { CALM, settle } from "../models/order.js";
import { inFilter, selected } from "../state.js";
import { t } from "../words.js";
import { Icon } from "./icon.js";

/**
 * One list: its heading and its rows, one tab stop with arrow keys, in an order that stays while somebody points at it.
 * @param {{id: string, title: string, rows: any[], aux: string, none: string, draw: Function, canFold?: Function}} props
 */
export function Section({ id, title, rows, aux, none, draw, canFold }) {
  const [isHeld, hold] = useHold();
  const [stop, setStop] = useState("");
  const [isUnfolded, setUnfolded] = useState(false);
  const order = useRef([]);
  const drawn = useRef([]);
  const found = new Map(inFilter(rows).map((row) => [row.id, row]));
  order.current = settle(order.current, [...found.keys()], isHeld);
  const pointedAt = new Set(isHeld && !isUnfolded ? drawn.current : []);
  const isKept = (row) => row === selected.value || pointedAt.has(row);
  const folded = canFold ? fold(order.current, (row) => canFold(found.get(row)), isKept) : order.current;
  drawn.current = isUnfolded ? order.current : folded;
  const turn = () => {
    drawn.current = [];
    setUnfolded(!isUnfolded);
    if (!isUnfolded) focusRow(order.current.find((row) => !folded.includes(row)));
  };
  const tabStop = [stop, selected.value].find((row) => drawn.current.includes(row)) ?? drawn.current[0];
  return html`
    <div class="sec"><h2 id=${`${id}-title`}>${title}</h2><span class="num dim">${rows.length}</span><span class="sec__aux">${aux}</span></div>
    ${
      drawn.current.length
        ? html`<ul class="rows" id=${id} aria-labelledby=${`${id}-title`} ...${hold} onKeyDown=${walk}
            onFocusIn=${(event) => setStop(event.target.dataset.row ?? stop)}>
            ${drawn.current.map((row) => draw(found.get(row), row === tabStop))}</ul>`
        : html`<p class="lists__none">${rows.length ? t.nothingFits : none}</p>`
    }
    ${folded.length < order.current.length && html`<${Fold} list=${id} count=${order.current.length - folded.length} isUnfolded=${isUnfolded} turn=${turn} />`}
  `;
}

/** Unfolds what waits for the visitors: the focus goes on with the first row that appears. Folded again, it stays in sight. */
function Fold({ list, count, isUnfolded, turn }) {
  const press = ({ currentTarget: button }) => {
    turn();
    if (isUnfolded) requestAnimationFrame(() => button.scrollIntoView({ block: "nearest" }));
  };
  return html`
    <button type="button" class="rows__fold" aria-expanded=${isUnfolded} aria-controls=${list} onClick=${press}>
      <${Icon} name="down" small />${isUnfolded ? t.foldAgain : t.folded(count)}</button>
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
