/** Starts the operator's desk. */

import { effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./components/app.js";
import { probe, read } from "./follow.js";
import { html } from "./html.js";
import * as keyboard from "./keyboard.js";
import * as line from "./line.js";
import * as look from "./look.js";
import { load, save } from "./models/settings.js";
import { root } from "./page.js";
import { receive } from "./receive.js";
import { becomeSpeaker, refreshAlerts, ringDue } from "./ring.js";
import * as roster from "./roster.js";
import { route } from "./route.js";
import { unlock } from "./sounds.js";
import * as state from "./state.js";

/** A pause of the timer this much longer than a second means that the machine slept. */
const SLEPT = 10_000;

let ticked = Date.now();

function tick() {
  const slept = Date.now() - ticked > SLEPT;
  ticked = Date.now();
  state.now.value = ticked + state.skew.value;
  ringDue();
  if (slept) awake();
}

/** The machine, the network or the tab came back: events may have been missed. */
function awake() {
  if (state.connection.value.phase === "waiting") line.socket.tryNow();
  else probe();
  read();
}

effect(() => {
  save(localStorage, state.settings.value);
  look.apply(state.settings.value);
});
look.follow(() => state.settings.value);

render(html`<${App} />`, root);
keyboard.start();
route();
roster.start();
line.start(receive);
refreshAlerts();
becomeSpeaker();
setInterval(tick, 1_000);

addEventListener("storage", (event) => {
  if (event.key === "desk:settings") state.settings.value = load(localStorage);
});
addEventListener("online", awake);
addEventListener("offline", () => line.socket.lost());
addEventListener("focus", read);
addEventListener("hashchange", route);
addEventListener("popstate", route);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && awake());
for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, unlock, { capture: true, passive: true });
