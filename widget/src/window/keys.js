/**
 * What is typed into our fields is not for the page: its shortcuts would fire while the visitor writes.
 * @param {HTMLElement} cd
 * @param {AbortSignal} signal Ends it.
 */
export function keepKeys(cd, signal) {
  /** @param {Event} event */
  const keep = (event) => /** @type {Element} */ (event.target).matches("input,textarea") && event.stopPropagation();
  for (const type of ["keydown", "keyup", "keypress"]) cd.addEventListener(type, keep, { signal });
}
