/** Which page the visitor is on, and when that changes without a new document. */

const SETTLE = 300; // ms: routers change the address first and the title a moment later

/** Without the link of a letter, which names no place on the page. */
const address = () => location.href.replace(/[#&]chatdesk=.*/, "");

/** @returns {import("../types.d.ts").Page} */
export const currentPage = () => ({ url: location.href.slice(0, 2048), title: document.title.slice(0, 300) });

/** @param {() => void} moved Called once after every change of the address. */
export function watchPage(moved) {
  let last = address();
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const look = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (address() == last) return;
      last = address();
      moved();
    }, SETTLE);
  };
  /** @type {any} */
  const navigation = /** @type {any} */ (window).navigation;
  if (navigation) navigation.addEventListener("currententrychange", look);
  else for (const name of /** @type {const} */ (["pushState", "replaceState"])) wrap(name, look);
  addEventListener("popstate", look);
  addEventListener("hashchange", look);
}

/** @param {"pushState" | "replaceState"} name @param {() => void} after */
function wrap(name, after) {
  const original = history[name];
  history[name] = function (...args) {
    original.apply(this, args);
    after();
  };
}
