/** Times as the visitor reads them: own time zone, the page's language. */

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * @param {string} language
 * @param {import("../types.d.ts").MoreWords} words
 * @param {import("../types.d.ts").Box} box Remembers the time zone, see talk/zone.js.
 */
export function makeTimes(language, words, box) {
  const fits = (/** @type {string} */ tag) => tag.slice(0, 2).toLowerCase() == language;
  const tags = [document.documentElement.lang, ...navigator.languages].filter(fits);
  const locale = tags.find((tag) => tag.length > 2) || language;
  const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
  box.set("zone", clock.resolvedOptions().timeZone);
  /** @param {Date} day */
  const weekday = (day) => day.toLocaleDateString(locale, { weekday: "long" });
  /** @param {Date} day */
  const date = (day) => day.toLocaleDateString(locale, { day: "numeric", month: "long" });

  return {
    /** @param {string} at */
    time: (at) => clock.format(new Date(at)),
    /** The label above a day's messages. @param {string} at @param {number} now */
    day(at, now) {
      const days = daysBetween(new Date(at), new Date(now));
      return days == 0 ? words.today : days == 1 ? words.yesterday : date(new Date(at));
    },
    /** When somebody is back: `day` for a sentence, `until` for the status. @param {string} at @param {number} now */
    back(at, now) {
      const then = new Date(at);
      const days = -daysBetween(then, new Date(now));
      const near = words.near[days];
      const [name, index] = days < 7 ? [weekday(then), then.getDay()] : [date(then), -1];
      return { time: clock.format(then), day: near || words.on(name, index), until: near || words.until(name, index) };
    },
    /** @param {string} at @param {number} now */
    minutesAgo: (at, now) => Math.max(0, Math.floor((now - Date.parse(at)) / MINUTE)),
  };
}

/** Calendar days from one moment to another. @param {Date} one @param {Date} other */
export function daysBetween(one, other) {
  const midnight = (/** @type {Date} */ day) => Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  return Math.round((midnight(other) - midnight(one)) / DAY);
}
