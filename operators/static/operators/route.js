/** The address names what is shown: `#c=<conversation>`, `#visitors` or `#settings`. */

import * as state from "./state.js";
import { deselect, select } from "./verbs.js";

const PLACES = { "#settings": "settings", "#visitors": "visitors" };

/** Shows what the address says; called at the start and whenever it changes. */
export function route() {
  const id = /^#c=(.+)$/u.exec(location.hash)?.[1];
  state.place.value = PLACES[location.hash] ?? "desk";
  if (id) show(decodeURIComponent(id));
  else if (state.selected.value && state.place.value === "desk") deselect();
}

function show(id) {
  if (id !== state.selected.value) select(id);
}
