/** The address names what is shown: `#c=<conversation>` or `#settings`. */

import * as state from "./state.js";
import { deselect, select } from "./verbs.js";

/** Shows what the address says; called at the start and whenever it changes. */
export function route() {
  const id = /^#c=(.+)$/u.exec(location.hash)?.[1];
  state.place.value = location.hash === "#settings" ? "settings" : "desk";
  if (id) show(decodeURIComponent(id));
  else if (state.selected.value && state.place.value === "desk") deselect();
}

function show(id) {
  if (id !== state.selected.value) select(id);
}
