/** When to try again. Operators are few, so the longest pause is short. */

const FIRST = 500;
const LONGEST = 4_000;

/**
 * Milliseconds before the given attempt (0 is the first after a loss), with jitter of one half.
 * @param {number} attempt
 * @param {() => number} random 0–1
 */
export function pause(attempt, random = Math.random) {
  const whole = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10));
  return Math.round(whole * (0.5 + random() / 2));
}
