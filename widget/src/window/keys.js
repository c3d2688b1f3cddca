import { isField } from "../talk/placement.js";

/**
 * What is typed into our fields is not for the page: its shortcuts would fire while the visitor writes.
 * @param {HTMLElement} cd
 */
export function keepKeys(cd) {
  /** @param {Event} event */
  const keep = (event) => isField(/** @type {Element} */ (event.target)) && event.stopPropagation();
  for (const type of ["keydown", "keyup", "keypress"]) cd.addEventListener(type, keep);
}
