/** The one connection of this page to the desk's socket. */

import { page } from "./page.js";
import { OperatorSocket } from "./socket.js";
import { connection } from "./state.js";

/** Milliseconds of a lost connection before anybody is told (section 4 of the design). */
const UNNOTICED = 2_000;

/** Was the last loss long enough to be on the screen? The welcome reads and clears it. */
export const loss = { shown: false };

/** @type {(frame: object) => void} */
let receive = () => {};
let notice = null;

const fetchTicket = (signal) =>
  fetch(page.ticketUrl, {
    method: "POST",
    headers: { "X-CSRFToken": page.csrf },
    credentials: "same-origin",
    redirect: "manual",
    signal,
  });

export const socket = new OperatorSocket({
  fetchTicket,
  connect: (url) => new WebSocket(url),
  onFrame: (frame) => receive(frame),
  onState: changed,
});

/** Starts the connection; every frame goes to `onFrame`. */
export function start(onFrame) {
  receive = onFrame;
  socket.start();
}

export const send = (frame) => socket.send(frame);

function changed(state) {
  const before = connection.value;
  const isLoss = before.phase === "open" && state.phase !== "open";
  const since = isLoss ? Date.now() : before.since;
  const isUp = state.phase === "open";
  connection.value = { ...before, retryAt: 0, ...state, since, shown: isUp ? false : before.shown };
  if (isUp) clearTimeout(notice);
  if (isLoss || (!before.shown && notice === null)) notice = setTimeout(show, UNNOTICED);
  if (isUp) notice = null;
}

function show() {
  if (connection.value.phase === "open") return;
  loss.shown = true;
  connection.value = { ...connection.value, shown: true };
}
