/**
 * Which key does what. Chords are matched by `event.code`, so they follow the place on the keyboard in every layout;
 * AltGr is never Alt. Single keys act only outside text fields.
 */

/** @typedef {{action: string, code: string, alt?: boolean, shift?: boolean, single?: boolean}} Key */

/** @type {Key[]} */
export const KEYS = [
  { action: "takeNext", code: "KeyA", alt: true },
  { action: "nextDue", code: "KeyN", alt: true },
  { action: "down", code: "ArrowDown", alt: true },
  { action: "up", code: "ArrowUp", alt: true },
  { action: "panel", code: "KeyP", alt: true },
  { action: "readAloud", code: "KeyU", alt: true },
  { action: "handOver", code: "KeyT", alt: true },
  { action: "leave", code: "KeyX", alt: true },
  { action: "status", code: "KeyM", alt: true },
  { action: "mute", code: "KeyB", alt: true },
  { action: "keys", code: "KeyH", alt: true },
  { action: "nextPane", code: "F6" },
  { action: "previousPane", code: "F6", shift: true },
  { action: "down", code: "KeyJ", single: true },
  { action: "up", code: "KeyK", single: true },
  { action: "write", code: "KeyR", single: true },
  { action: "watch", code: "KeyW", single: true },
  { action: "why", code: "KeyY", single: true },
  { action: "invite", code: "KeyI", single: true },
  { action: "filter", code: "Slash", single: true },
  { action: "keys", code: "Slash", shift: true, single: true },
  { action: "escape", code: "Escape" },
  ...[1, 2, 3, 4].flatMap((place) => [
    { action: `prepared${place}`, code: `Digit${place}`, alt: true },
    { action: `sendPrepared${place}`, code: `Digit${place}`, alt: true, shift: true },
    { action: `prepared${place}`, code: `Digit${place}`, single: true },
  ]),
];

const isAltGraph = (event) => Boolean(event.getModifierState?.("AltGraph"));

/** The action of a key press, or "" for none. */
export function actionOf(event, { inText, singles }) {
  if (event.ctrlKey || event.metaKey || isAltGraph(event) || event.isComposing) return "";
  const fits = (key) =>
    key.code === event.code && Boolean(key.alt) === event.altKey && Boolean(key.shift) === event.shiftKey;
  const key = KEYS.find((one) => fits(one) && !(one.single && (inText || !singles)));
  return key?.action ?? "";
}
