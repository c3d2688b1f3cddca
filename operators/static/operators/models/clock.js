/**
 * The two-minute clock (B10): four quarters of the promise, one for each circle of escalation.
 * Times are milliseconds, the promise is in seconds.
 */

const CENTRE = 17;
const RADIUS = 14.5;
/** Half of the gap between two quarters, in degrees. */
const GAP = 7.13;
const SPAN = 90 - 2 * GAP;

const point = (degrees) => {
  const radians = (degrees * Math.PI) / 180;
  const x = CENTRE + RADIUS * Math.sin(radians);
  const y = CENTRE - RADIUS * Math.cos(radians);
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
};

/** The path of one quarter (0–3), filled up to `part` (0–1). */
export function arc(quarter, part) {
  const from = quarter * 90 + GAP;
  return `M${point(from)}A${RADIUS} ${RADIUS} 0 0 1 ${point(from + SPAN * part)}`;
}

export const WHOLE_ARCS = [0, 1, 2, 3].map((quarter) => arc(quarter, 1));

/** Whole seconds that somebody has waited. */
export const elapsed = (since, now) => Math.max(0, Math.floor((now - Date.parse(since)) / 1000));

/**
 * What the clock shows.
 * @returns {{stage: number, left: number, over: number, arcs: string[]}} stage 1–4 is the quarter, 5 a broken promise
 */
export function reading(since, now, promise) {
  const seconds = elapsed(since, now);
  const quarter = promise / 4;
  const stage = Math.min(5, Math.floor(seconds / quarter) + 1);
  const arcs = WHOLE_ARCS.slice(0, Math.min(4, stage - 1));
  const part = (seconds - (stage - 1) * quarter) / quarter;
  if (stage < 5 && part > 0) arcs.push(arc(stage - 1, part));
  return { stage, left: Math.max(0, promise - seconds), over: Math.max(0, seconds - promise), arcs };
}
