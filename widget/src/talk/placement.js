/** Keeps the launcher off the page's own controls, and out of sight where the page wants to be alone. */

const GAP = 12; // px between the launcher and what it makes room for
const HIGHEST = 160; // px; further up it would stand in the middle of the page
const SETTLE = 200; // ms after the last change of the layout

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Rect */

/** @param {Rect} one @param {Rect} other */
export const overlap = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * How far up a box must go to be free of all obstacles; Infinity if that is too far.
 * @param {Rect} box
 * @param {Rect[]} obstacles
 */
export function lift(box, obstacles) {
  let up = 0;
  const { left, right } = box; // a DOMRect can't be spread
  const moved = () => ({ left, right, top: box.top - up, bottom: box.bottom - up });
  for (let hit = obstacles[0]; hit && up <= HIGHEST; ) {
    hit = /** @type {Rect} */ (obstacles.find((obstacle) => overlap(moved(), obstacle)));
    if (hit) up = box.bottom - hit.top + GAP;
  }
  return up <= HIGHEST ? up : Infinity;
}

/** @param {import("../types.d.ts").Desk} desk */
export function keepClear({ settings, cd, launcher, host }) {
  const selectors = ["[data-chat-avoid]", ...(settings.avoid || [])];
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;

  function place() {
    hush();
    if (launcher.hidden) return;
    const sides = settings.side ? ["start", "end"] : ["end", "start"];
    for (const side of sides) {
      stand(side, 0);
      const box = launcher.getBoundingClientRect();
      const up = lift(box, obstaclesNear(box));
      if (up < Infinity) return stand(side, up);
    }
    stand(sides[0], 0);
  }

  /** @param {string} side @param {number} up */
  function stand(side, up) {
    cd.dataset.side = side;
    cd.style.setProperty("--up", `${up}px`);
  }

  /** @param {DOMRect} box */
  function obstaclesNear(box) {
    const named = selectors.flatMap((selector) => safely(() => [...document.querySelectorAll(selector)]));
    const points = [0.1, 0.5, 0.9].map((part) => [box.left + box.width * part, box.bottom - box.height * part]);
    const found = points.flatMap(([x, y]) => document.elementsFromPoint(x, y)).map(fixedAncestor);
    const elements = new Set([...named, ...found].filter((element) => element && element != host));
    return [...elements]
      .map((element) => element.getBoundingClientRect())
      .filter(({ height }) => height < innerHeight / 2);
  }

  /** A modal of the page, or one of its fields under our box, has the moment. */
  function hush() {
    const field = document.activeElement;
    const typing = isField(field) && overlap(field.getBoundingClientRect(), launcher.getBoundingClientRect());
    const modal = [...document.querySelectorAll("dialog[open],[aria-modal=true]")].some(
      (element) => element.getClientRects().length,
    );
    cd.toggleAttribute("data-hush", typing || modal);
    launcher.style.visibility = typing || modal ? "hidden" : "";
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(place, SETTLE);
  };
  addEventListener("resize", soon);
  new ResizeObserver(soon).observe(document.body);
  new MutationObserver(soon).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["open", "aria-modal"],
  });
  for (const type of ["focusin", "focusout"]) document.addEventListener(type, soon);
  soon();
}

/** @param {Element | null} element @returns {element is HTMLElement} */
export const isField = (element) =>
  !!element?.matches("input,textarea,select,[contenteditable]:not([contenteditable=false])");

/** @param {Element} element @returns {any} */
function fixedAncestor(element) {
  for (let one = /** @type {Element | null} */ (element); one; one = one.parentElement)
    if (/fixed|sticky/.test(getComputedStyle(one).position)) return one;
}

/** A client's selector may be wrong. @template T @param {() => T[]} ask @returns {T[]} */
function safely(ask) {
  try {
    return ask();
  } catch {
    return [];
  }
}
