import { el, icon } from "../kit.js";

/**
 * A button that shows an icon and has its name for those who can't see it.
 * @param {string} style
 * @param {string} name
 * @param {string} drawing
 * @param {Record<string, unknown>} props
 * @param {string} [drawingStyle]
 */
export const iconButton = (style, name, drawing, props, drawingStyle) =>
  el("button", { type: "button", class: style, "aria-label": name, ...props }, icon(drawing, drawingStyle));

/**
 * Brings the children of an element to what they should be; what did not change stays the same node.
 * @param {HTMLElement} parent
 * @param {Map<string, { sign: string, node: HTMLElement }>} shown What is shown now, by key; changed in place.
 * @param {{ key: string, sign: string, make: () => HTMLElement }[]} wanted
 */
export function reconcile(parent, shown, wanted) {
  const keys = new Set(wanted.map(({ key }) => key));
  for (const [key, { node }] of shown)
    if (!keys.has(key)) {
      node.remove();
      shown.delete(key);
    }
  let place = /** @type {ChildNode | null} */ (parent.firstChild);
  for (const { key, sign, make } of wanted) {
    const old = shown.get(key);
    const node = old && old.sign == sign ? old.node : make();
    if (old && old.node != node) {
      if (place == old.node) place = old.node.nextSibling;
      old.node.remove();
    }
    if (node == place) place = place.nextSibling;
    else parent.insertBefore(node, place);
    shown.set(key, { sign, node });
  }
}
