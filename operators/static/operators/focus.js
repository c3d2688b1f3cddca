/** Where the focus goes. Everything waits for the next frame, when the element is there. */

const later = (deed) => requestAnimationFrame(() => requestAnimationFrame(deed));
const find = (selector) => document.querySelector(selector);

/** Into the composer, or where there is none, to the conversation's first button. Never with a dialog open. */
export const focusComposer = () =>
  later(() => {
    if (find("[role=dialog]")) return;
    (find("#composer") ?? find("#take-here") ?? find(".pane--talk"))?.focus();
  });

/** Onto the row of a conversation, or the first row. */
export const focusRow = (id) => later(() => (find(`[data-row="${CSS.escape(id)}"]`) ?? find("[data-row]"))?.focus());

export const focusFilter = () => find("#filter")?.focus();

export const focusStatus = () => later(() => find("#status-menu button")?.focus());

const PANES = [".bar", ".pane--lists", ".pane--talk", ".pane--panel"];

const isVisible = (element) => Boolean(element?.checkVisibility?.() ?? element);
const first = (element) =>
  element.querySelector("[data-row][tabindex='0'], textarea, button:not([disabled]), a[href], [tabindex='0']");

/** F6: the next (1) or the previous (-1) pane that is on the screen. */
export function focusPane(step) {
  const panes = PANES.map(find).filter(isVisible);
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const pane = panes[(at + step + panes.length) % panes.length] ?? panes[0];
  (first(pane) ?? pane)?.focus();
}
