/** Where the focus goes. Everything waits for the next frame, when the element is there. */

const later = (deed) => requestAnimationFrame(() => requestAnimationFrame(deed));
const find = (selector) => document.querySelector(selector);

/** The composer is to have the focus as soon as it is there. */
let isAwaited = false;

/** Into the composer, until it is there to what stands in its place. Never with a dialog open. */
export const focusComposer = () => {
  isAwaited = true;
  later(() => {
    if (!isAwaited || find("[role=dialog]")) return;
    const field = find("#composer");
    isAwaited = !field;
    (field ?? find("#take-here") ?? find(".pane--talk"))?.focus();
  });
};

/** The composer appeared: it gets the focus that was asked for, unless the person went elsewhere meanwhile. */
export function composerCame(field) {
  if (isAwaited && !find("[role=dialog]")) field.focus();
  isAwaited = false;
}

const goElsewhere = () => {
  isAwaited = false;
};

addEventListener("pointerdown", goElsewhere);
addEventListener("keydown", ({ key }) => key === "Tab" && goElsewhere());

/** Onto the row of a conversation, or the first row. */
export const focusRow = (id) => {
  goElsewhere();
  later(() => (find(`[data-row="${CSS.escape(id)}"]`) ?? find("[data-row]"))?.focus());
};

/** To the end of the log. */
export const scrollToLast = () =>
  later(() => {
    const log = find(".log");
    if (log) log.scrollTop = 0;
  });

export const focusFilter = () => {
  goElsewhere();
  find("#filter, #find-visitor")?.focus();
};

const PANES = [".bar", ".pane--lists", ".pane--talk", ".pane--panel", ".page__side", ".page__main", ".drawer"];

const isVisible = (element) => Boolean(element?.checkVisibility?.() ?? element);
const STOPS =
  "[data-visitor][tabindex='0'], [data-row][tabindex='0'], textarea, button:not([disabled]), a[href], [tabindex='0']";
const first = (element) => [...element.querySelectorAll(STOPS)].find(isVisible);

/** F6: the next (1) or the previous (-1) pane that is on the screen. */
export function focusPane(step) {
  goElsewhere();
  const panes = PANES.map(find).filter(isVisible);
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const pane = panes[(at + step + panes.length) % panes.length] ?? panes[0];
  (first(pane) ?? pane)?.focus();
}
