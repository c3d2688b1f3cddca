/** Times in the words of a language. */

const two = (number) => String(number).padStart(2, "0");

/** 72 → "1:12", 4000 → "1:06:40". */
export function clockTime(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = two(whole % 60);
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** The formatters of one locale, in the reader's own zone. */
export function formats(locale) {
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const exact = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long" });
  const short = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  const key = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" });
  const moment = (at) => (typeof at === "string" ? Date.parse(at) : at);
  return {
    time: (at) => time.format(moment(at)),
    exactTime: (at) => exact.format(moment(at)),
    day: (at) => day.format(moment(at)),
    shortDay: (at) => short.format(moment(at)),
    dayKey: (at) => key.format(moment(at)),
    money: (value, currency) => money(locale, value, currency),
    number: (value) => new Intl.NumberFormat(locale).format(value),
    timeIn: (zone, at) => timeIn(locale, zone, at),
  };
}

/** "684 €" in whole units; the bare number where the currency is unknown. */
function money(locale, value, currency) {
  const whole = { maximumFractionDigits: 0 };
  try {
    return new Intl.NumberFormat(locale, { ...whole, style: "currency", currency }).format(value);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError)
      return new Intl.NumberFormat(locale, whole).format(value);
    throw error;
  }
}

/** The time of day in another zone, or "" where the zone is unknown. */
function timeIn(locale, timeZone, at) {
  try {
    return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(
      at,
    );
  } catch (error) {
    if (error instanceof RangeError) return "";
    throw error;
  }
}
