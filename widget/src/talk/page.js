/** Which page the visitor is on, what it sells, and when that changes without a new document. */

const SETTLE = 300; // ms: routers change the address first and the title a moment later

/** Without the link of a letter, which names no place on the page. */
const address = () => location.href.replace(/[#&]chatdesk=.*/, "");

/** @returns {import("../types.d.ts").Page} */
export function currentPage() {
  const page = { url: address().slice(0, 2048), title: document.title.slice(0, 300) };
  const product = soldHere();
  return product ? { ...page, product } : page;
}

/** What the page's own mark-up says that it sells: microdata, schema.org as JSON, Open Graph. */
function soldHere() {
  /** @param {string} selector */
  const find = (selector) => document.querySelector(selector);
  const named = find("[itemtype$='schema.org/Product'] [itemprop=name]");
  const shared = /^product/.test(find("meta[property='og:type']")?.getAttribute("content") || "");
  const name =
    named?.getAttribute("content") ||
    named?.textContent ||
    productIn(
      [...document.querySelectorAll("script[type='application/ld+json']")].map((script) => script.textContent),
    ) ||
    (shared && find("meta[property='og:title']")?.getAttribute("content"));
  return name ? name.trim().slice(0, 200) : "";
}

/**
 * The name of the first product in pieces of schema.org's JSON.
 * @param {(string | null)[]} texts
 * @returns {string}
 */
export function productIn(texts) {
  for (const text of texts)
    try {
      const data = JSON.parse(text || "");
      const things = [data].flat().flatMap((one) => [one, ...[one["@graph"] || []].flat()]);
      const product = things.find((one) => [one["@type"]].flat().includes("Product"));
      if (typeof product?.name == "string") return product.name;
    } catch {
      // the page's own mistake
    }
  return "";
}

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
