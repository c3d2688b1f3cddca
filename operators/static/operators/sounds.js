/** Sounds made with Web Audio, no files. A browser keeps them blocked until somebody clicks or types in the tab. */

import { mutedUntil, now, settings, soundBlocked } from "./state.js";

/** Notes of each sound: `[frequency in Hz, start in s, length in s]`. */
const NOTES = {
  two: [
    [659, 0, 0.18],
    [880, 0.2, 0.2],
  ],
  rising: [
    [587, 0, 0.16],
    [740, 0.18, 0.22],
  ],
  tap: [[440, 0, 0.07]],
  none: [],
};

let context = null;

/** May the browser sound now? Called on every click and key until it may. */
export async function unlock() {
  context ??= new AudioContext();
  if (context.state !== "running") await context.resume();
  soundBlocked.value = context.state !== "running";
}

export const isMuted = () => settings.value.off || mutedUntil.value > now.value;

/** Plays a sound of the settings by its name, without asking whether sounds are off. */
export function play(name) {
  if (context?.state !== "running") return;
  for (const [frequency, start, length] of NOTES[name]) note(frequency, context.currentTime + start, length);
}

function note(frequency, at, length) {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime((settings.value.volume / 100) * 0.4, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + length);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + length);
}
