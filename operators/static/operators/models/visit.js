/** The visitor's way: bars of this visit, the line of earlier visits. */

const DAY = 86_400_000;
const BAR = 56;
/** A conversation counts to a visit up to this long after its last page. */
const AFTER = 3_600_000;
/** Parameters of an address that say only how somebody came, which stands elsewhere in words. */
const TRACKING = /^(utm_\w+|[a-z]*clid|gclsrc|gad_\w+|dclid|_openstat)$/i;

/** Seconds on the current page at this moment. */
export const secondsNow = (card, receivedAt, now) =>
  (card.current?.seconds ?? 0) + (card.here ? Math.max(0, Math.round((now - receivedAt) / 1000)) : 0);

/** The pages of this visit with the width of each bar (0–56), the longest is full. */
export function bars(pages, current, seconds) {
  const all = pages.map((page) => ({ ...page, now: isSame(page, current) }));
  for (const page of all) if (page.now) page.seconds = seconds;
  const longest = Math.max(1, ...all.map((page) => page.seconds ?? 0));
  return all.map((page) => ({ ...page, width: Math.max(2, Math.round((BAR * (page.seconds ?? 0)) / longest)) }));
}

const isSame = (page, current) => Boolean(current) && page.url === current.url && page.at === current.at;

/** Earlier visits, oldest first, at most `count`, each with the days to the next one and whether they talked. */
export function visitLine(visits, earlier, now, count = 3) {
  const line = visits.slice(0, count).reverse();
  return line.map((visit, place) => {
    const next = line[place + 1] ? Date.parse(line[place + 1].at) : now;
    const days = Math.max(0, Math.round((next - Date.parse(visit.at)) / DAY));
    return { at: visit.at, days, talked: earlier.some((row) => during(visit, row)) };
  });
}

function during(visit, row) {
  const at = Date.parse(row.last_at);
  const from = Date.parse(visit.at);
  return at >= from && at <= from + (visit.seconds ?? 0) * 1000 + AFTER;
}

/** Path and query of an address without what campaigns hang on it; the text itself if it is none. */
export function pathOf(url) {
  if (!URL.canParse(url)) return url;
  const { pathname, searchParams } = new URL(url);
  const told = [...searchParams].filter(([name]) => !TRACKING.test(name));
  return told.length ? `${pathname}?${new URLSearchParams(told)}` : pathname;
}

/** A campaign's name, or what else its link says, in one short text; empty without one. */
export function campaignText({ campaign }) {
  const { source, medium, campaign: name, content } = campaign ?? {};
  return [name || source, medium, content].filter(Boolean).join(" · ");
}
