/** How long to wait before the next try to connect. */

const CAP = 30_000; // ms: longer silences cost answers, shorter ones hurt a server that comes back

/**
 * Exponential with full jitter, so that thousands of clients cut at once don't return at once: 0–1 s, 0–2 s … 0–30 s.
 * @param {number} attempt 0 for the first try after a loss.
 * @param {number} [random] 0 ≤ random < 1
 */
export const backoff = (attempt, random = Math.random()) => random * Math.min(CAP, 1000 * 2 ** attempt);

/**
 * After a refusal by the server there is no hurry: 30–60 s.
 * @param {number} [random] 0 ≤ random < 1
 */
export const penalty = (random = Math.random()) => CAP * (1 + random);
