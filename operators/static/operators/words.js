/** The texts and the times of the page's language. */

import { formats } from "./format.js";
import en from "./languages/en.js";
import ru from "./languages/ru.js";

export const t = document.documentElement.lang.startsWith("ru") ? ru : en;
export const format = formats(t.locale);

/** "6 min 40 s", "2 h", "3 days": a duration in words. @param {number} seconds */
export function longTime(seconds) {
  if (seconds < 3600) return t.long(Math.floor(seconds / 60), Math.floor(seconds % 60));
  return seconds < 86_400 ? t.hours(Math.floor(seconds / 3600)) : t.days(Math.floor(seconds / 86_400));
}

/** "2 min", "3 h": how long ago. @param {number} seconds */
export function ago(seconds) {
  if (seconds < 3600) return t.minutes(Math.max(1, Math.floor(seconds / 60)));
  return longTime(seconds);
}

/** "14:04" today, "21 Nov" before. */
export function when(at, now) {
  return format.dayKey(at) === format.dayKey(now) ? format.time(at) : format.shortDay(at);
}

/** "Today, 22 November" or "21 November". */
export function dayMark(at, now) {
  const day = format.day(at);
  return format.dayKey(at) === format.dayKey(now) ? t.today(day) : day;
}

/** "Anna Lind" → "AL". */
export function initials(name) {
  const words = name.trim().split(/\s+/u);
  return [words[0], words.length > 1 ? words.at(-1) : ""]
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
}

/** What a visitor is called in this language: the server numbers anonymous ones as "Guest 4127". */
export function called(name) {
  const number = /^Guest (\d+)$/u.exec(name)?.[1];
  return number ? t.guest(number) : name;
}

/** "Bing search", "Another site: blog.example", "Typed the address". */
export function sourceText({ kind, name }) {
  if (!name) return t.sources[kind] ?? t.sources.direct;
  return kind === "search" ? t.searchNamed(name) : `${t.sources[kind] ?? t.sources.referral}: ${name}`;
}

/** "Norway" for "NO"; empty for none. */
export function country(code) {
  if (!code) return "";
  try {
    return new Intl.DisplayNames(t.locale, { type: "region" }).of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}
