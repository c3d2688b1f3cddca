/** What a page's visitor does, told once each time; listeners end with the signal. Nothing of the page is changed. */

const CALM = 200; // ms between two looks at how far the page is scrolled
const LEFT = 5_000; // ms outside of a form that was begun, after which it counts as left
const TICK = 1_000; // ms between two looks at how long nobody has moved

/**
 * @param {number[]} steps Per cents, in order.
 * @param {(depth: number) => void} tell
 * @param {AbortSignal} signal
 */
export function watchScroll(steps, tell, signal) {
  const left = [...steps];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const look = () => {
    timer = undefined;
    const depth = depthOf(scrollY, innerHeight, document.documentElement.scrollHeight);
    let reached = 0;
    while (left.length && left[0] <= depth) reached = /** @type {number} */ (left.shift());
    if (reached && !signal.aborted) tell(reached);
  };
  addEventListener("scroll", () => (timer ??= setTimeout(look, CALM)), { passive: true, signal });
  look();
}

/** Per cent of the page that has been seen. @param {number} top @param {number} height @param {number} whole */
export const depthOf = (top, height, whole) => Math.min(100, Math.round(((top + height) / Math.max(whole, 1)) * 100));

/** The pointer goes out at the top: to the tabs or the address. Touch screens have no such moment. @param {() => void} tell @param {AbortSignal} signal */
export function watchExit(tell, signal) {
  let told = false;
  document.addEventListener(
    "mouseout",
    ({ relatedTarget, clientY }) => {
      if (relatedTarget || clientY > 0 || told) return;
      told = true;
      tell();
    },
    { signal },
  );
}

/**
 * @param {number[]} steps Seconds, in order.
 * @param {(seconds: number) => void} tell 0: somebody moves again.
 * @param {AbortSignal} signal
 */
export function watchRest(steps, tell, signal) {
  let moved = Date.now();
  let reached = 0;
  const stir = () => {
    moved = Date.now();
    if (reached) tell(0);
    reached = 0;
  };
  for (const type of ["pointermove", "pointerdown", "keydown", "scroll", "wheel", "touchstart"])
    addEventListener(type, stir, { passive: true, capture: true, signal });
  const clock = setInterval(() => {
    const rest = (Date.now() - moved) / 1000;
    const step = steps.findLast((one) => one <= rest) || 0;
    if (step > reached && !document.hidden) tell((reached = step));
  }, TICK);
  signal.addEventListener("abort", () => clearInterval(clock));
}

/**
 * A form that is begun, left for a while, or sent. What is written in it is never looked at.
 * @param {(what: "touched" | "left" | "sent") => void} tell
 * @param {AbortSignal} signal
 */
export function watchForms(tell, signal) {
  /** @type {HTMLFormElement | null} */
  let begun = null;
  let left = false;
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const options = { capture: true, signal };
  document.addEventListener(
    "input",
    ({ target }) => {
      const form = target instanceof Element ? target.closest("form") : null;
      clearTimeout(timer);
      if (!form || begun) return;
      begun = form;
      tell("touched");
    },
    options,
  );
  document.addEventListener(
    "focusout",
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (!begun || left || begun.contains(document.activeElement) || signal.aborted) return;
        left = true;
        tell("left");
      }, LEFT);
    },
    options,
  );
  document.addEventListener(
    "submit",
    () => {
      clearTimeout(timer);
      if (begun) tell("sent");
      begun = null;
      left = false;
    },
    options,
  );
}

/** @param {string[]} selectors @param {(selector: string) => void} tell @param {AbortSignal} signal */
export function watchClicks(selectors, tell, signal) {
  const click = (/** @type {Event} */ { target }) => {
    for (const selector of selectors) if (target instanceof Element && inside(target, selector)) tell(selector);
  };
  document.addEventListener("click", click, { capture: true, signal });
}

/** A client's selector may be wrong. @param {Element} element @param {string} selector */
function inside(element, selector) {
  try {
    return element.closest(selector);
  } catch {
    return null;
  }
}
