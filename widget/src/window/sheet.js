/** On narrow pages the window is a sheet: tells the style sheet how much of the page is visible and whether the keyboard is up. */

const NARROW = "(max-width:480px),(max-height:480px)";
const KEYBOARD = 120; // px that the visible height must lose before it counts as a keyboard, not as a browser's bar

/**
 * @param {HTMLElement} cd
 * @param {() => void} changed
 * @param {AbortSignal} signal Ends the watch.
 */
export function watchSheet(cd, changed, signal) {
  const narrow = matchMedia(NARROW);
  const view = window.visualViewport;
  let planned = 0;

  function apply() {
    planned = 0;
    const height = view ? view.height : innerHeight;
    const keyboard = view ? Math.max(0, innerHeight - view.height - view.offsetTop) : 0;
    cd.style.setProperty("--vh", `${height}px`);
    cd.style.setProperty("--kb", `${keyboard}px`);
    if (narrow.matches) cd.dataset.m = keyboard > KEYBOARD ? "k" : "";
    else delete cd.dataset.m;
    changed();
  }
  const soon = () => void (planned ||= requestAnimationFrame(apply));
  narrow.addEventListener("change", soon, { signal });
  for (const type of ["resize", "scroll"]) view?.addEventListener(type, soon, { signal });
  apply();
}
