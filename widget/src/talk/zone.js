/**
 * The visitor's time zone. The first use of Intl loads its tables, which blocks a slow phone for half a second: where the
 * browser has no Temporal, the zone is known after the window has formatted its first time (see more/times.js).
 * @param {import("../types.d.ts").Box} box
 * @returns {string}
 */
export const timeZone = (box) => /** @type {any} */ (window).Temporal?.Now.timeZoneId() || box.get("zone") || "";
