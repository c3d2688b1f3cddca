/** Makes elements without ever parsing markup: text is text, attributes are attributes. */

/**
 * @param {string} name Tag name.
 * @param {Record<string, unknown>} [props] Functions are listeners (`onclick`), the rest attributes; null is left out.
 * @param {...(Node | string | null | false | undefined)} children
 * @returns {any}
 */
export const el = (name, props, ...children) => furnish(document.createElement(name), props, children);

/** @param {string} name @param {Record<string, string>} props @param {...Node} children */
const svg = (name, props, ...children) =>
  furnish(document.createElementNS("http://www.w3.org/2000/svg", name), props, children);

/**
 * An icon of one path, 20 × 20 unless `box` says otherwise.
 * @param {string} d
 * @param {string} [style] More class names.
 * @param {string} [box] Width and height of the view box.
 */
export const icon = (d, style = "", box = "20 20") =>
  svg("svg", { class: `i ${style}`, viewBox: `0 0 ${box}`, "aria-hidden": "true" }, svg("path", { d }));

/**
 * @param {any} element
 * @param {Record<string, unknown> | undefined} props
 * @param {unknown[]} children
 */
function furnish(element, props, children) {
  for (const key in props) {
    const value = props[key];
    if (typeof value == "function") element[key] = value;
    else if (value != null) element.setAttribute(key, value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

/**
 * A person's picture, or the initial where there is none or it can't be loaded.
 * @param {import("./types.d.ts").Person} person
 * @param {boolean | null} [online] Draws the dot of presence; null: no dot.
 */
export function face(person, online = null) {
  const initial = () => el("span", {}, [...person.name][0]);
  const holder = el("span", { class: "face", "aria-hidden": "true", "data-on": online === null ? null : +online });
  const fallBack = () => holder.replaceChildren(initial());
  holder.append(person.avatar ? el("img", { src: person.avatar, alt: "", onerror: fallBack }) : initial());
  return holder;
}
