import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { drawn } from "../models/visitors.js";
import * as roster from "../roster.js";
import { isNarrow, settings } from "../state.js";
import { t } from "../words.js";
import { Icon } from "./icon.js";
import { Line } from "./visitor_line.js";

/** Milliseconds for which the list stands still after the pointer or the focus has left it. */
const CALM = 3_000;
/** Pixels of a row: cards on a phone, else by density. */
const heightOf = (isCard, density) => (isCard ? 84 : density === "compact" ? 36 : 44);

const COLUMNS = [
  ["name", "visitorColumn"],
  ["page", "pageColumn"],
  ["source", "sourceColumn"],
  ["time", "timeColumn"],
  ["visit", "visitColumn"],
  ["cart", "cartColumn"],
  ["state", "stateColumn"],
];

/** The table of visitors; only the rows that are seen, and some around them, exist. */
export function Table() {
  const box = useRef(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const row = heightOf(isNarrow.value, settings.value.density);
  const { order } = roster.shown.value;
  const { first, last } = drawn(order.length, { ...view, row });
  const look = () => box.current && setView({ top: box.current.scrollTop, height: box.current.clientHeight });
  useLayoutEffect(look, []);
  useEffect(() => {
    const watch = new ResizeObserver(look);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useAim(box, order, row);
  const stop = order.includes(roster.chosen.value) ? roster.chosen.value : order[first];
  const place = (at) => ({ top: `${at * row}px`, height: `${row}px` });
  return html`
    <div class="vis" role="grid" aria-label=${t.visitorsTitle} aria-rowcount=${order.length + 1} ...${useHold()}>
      <${Head} />
      <div class="vis__body" role="rowgroup" ref=${box} tabindex="-1" onScroll=${look} onKeyDown=${pressed}>
        <div class="vis__room" role="presentation" style=${{ height: `${order.length * row}px` }}>
          ${order.slice(first, last).map((id, at) => html`<${Line} key=${id} id=${id} at=${first + at} place=${place(first + at)} isStop=${id === stop} />`)}
        </div>
      </div>
    </div>
  `;
}

const Head = () => html`
  <div role="rowgroup" class="vis__head"><div role="row" aria-rowindex="1" class="vis__row">
    ${COLUMNS.map(([by, name]) => html`<${Column} key=${by} by=${by} name=${t[name]} />`)}</div></div>
`;

function Column({ by, name }) {
  const { by: current, isBackwards } = roster.sort.value;
  const isCurrent = current === by;
  const turn = () => {
    roster.sort.value = !isCurrent
      ? { by, isBackwards: false }
      : isBackwards
        ? { by: "arrival", isBackwards: false }
        : { by, isBackwards: true };
  };
  return html`
    <div role="columnheader" class=${`vis__${by}`} aria-sort=${isCurrent ? (isBackwards ? "descending" : "ascending") : "none"}>
      <button type="button" onClick=${turn}>${name}${isCurrent && html`<${Icon} name="down" small kind=${isBackwards ? "i--up" : ""} />`}</button></div>
  `;
}

/** Scrolls to the row that is to have the focus and gives it. */
function useAim(box, order, row) {
  const id = roster.aimed.value;
  useEffect(() => {
    const at = order.indexOf(id);
    if (at < 0) return;
    const { scrollTop, clientHeight } = box.current;
    if (at * row < scrollTop) box.current.scrollTop = at * row;
    if ((at + 1) * row > scrollTop + clientHeight) box.current.scrollTop = (at + 1) * row - clientHeight;
    requestAnimationFrame(() => {
      box.current?.querySelector(`[data-visitor="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
      roster.aimed.value = "";
    });
  }, [id]);
}

/** Is the pointer or the focus in the table, or was it there a moment ago? Then nothing in it moves. */
function useHold() {
  const timer = useRef(0);
  const release = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      roster.isHeld.value = false;
    }, CALM);
  };
  const hold = () => {
    clearTimeout(timer.current);
    roster.isHeld.value = true;
  };
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      roster.isHeld.value = false;
    },
    [],
  );
  return { onPointerEnter: hold, onPointerLeave: release, onFocusIn: hold, onFocusOut: release };
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };

function pressed(event) {
  if (event.altKey || !(event.key in STEPS)) return;
  event.preventDefault();
  roster.walk(STEPS[event.key]);
}
