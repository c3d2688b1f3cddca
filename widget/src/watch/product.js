/** What the page's own mark-up says that it sells: microdata, schema.org as JSON, Open Graph. */
export function soldHere() {
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
