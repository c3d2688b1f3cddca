/** The list of who is on the sites: what is merged, counted, filtered, ordered and drawn. Lines are those of the protocol. */

/** Rows that are drawn above and below those that are seen. */
const SPARE = 20;
/** Pages and kinds of source that get a line of their own beside the table. */
const FACETS = 6;
/** Seconds on a page after which somebody is worth a look. */
const LONG = 60;

/**
 * The lines after a frame. Each keeps when it was read, so that its clocks go on.
 * @param {Map<string, any>} before @param {{at: string, lines?: any[], gone?: string[], first?: boolean}} frame
 */
export function merged(before, { at, lines = [], gone = [], first = false }) {
  const readAt = Date.parse(at);
  const after = new Map(first ? [] : before);
  for (const line of lines) after.set(line.id, { ...line, readAt, cameAt: Date.parse(line.came) });
  for (const id of gone) after.delete(id);
  return after;
}

const isFront = (line) => line.front !== false;
const since = (line, now) => (isFront(line) ? Math.max(0, Math.floor((now - line.readAt) / 1000)) : 0);

/** Seconds in the foreground on the present page. */
export const secondsOnPage = (line, now) => line.on_page + since(line, now);
/** Seconds in the foreground in this visit. */
export const secondsOnSite = (line, now) => line.on_site + since(line, now);

const hasCart = (line) => (line.cart ?? 0) > 0;
const isBack = (line) => line.visit > 1;
const isKnown = (line) => Boolean(line.logged_in) || !/^Guest \d+$/u.test(line.name) || Boolean(line.contacts?.length);
const isQuiet = (line) => !line.state;

/** @type {Record<string, (line: any) => boolean>} */
const SHOWN = {
  worth: (line) => isQuiet(line) && (hasCart(line) || isBack(line) || isKnown(line) || line.on_page >= LONG),
  all: () => true,
  talking: (line) => line.state === "talking",
  invited: (line) => line.state === "invited",
  quiet: isQuiet,
  cart: hasCart,
  back: isBack,
  known: isKnown,
};

/** Names of what can be shown, in the order of the menu. */
export const SHOWS = Object.keys(SHOWN);

/** "/boilers/…" for everything below a first folder, else the page itself. */
export function folderOf(url) {
  if (!URL.canParse(url)) return url;
  const [, first = "", ...rest] = new URL(url).pathname.split("/");
  return rest.length && rest.join("") ? `/${first}/…` : `/${first}`;
}

/** What somebody can look for in a line. */
const words = (line) =>
  [line.name, line.page.title, line.page.url, line.source.name, line.source.query, line.city, line.contacts?.join(" ")]
    .concat(Object.values(line.source.campaign ?? {}))
    .filter(Boolean)
    .join(" ")
    .toLocaleLowerCase();

/**
 * Lines that fit.
 * @param {Iterable<any>} lines @param {{show: string, page: string, source: string, site: string, text: string}} wanted
 */
export function fitting(lines, { show, page, source, site, text }) {
  const looked = text.trim().toLocaleLowerCase();
  return [...lines].filter(
    (line) =>
      SHOWN[show](line) &&
      (!site || line.site === site) &&
      (!page || folderOf(line.page.url) === page) &&
      (!source || line.source.kind === source) &&
      (!looked || words(line).includes(looked)),
  );
}

/** How many lines there are of each sort: `{shows, pages, sources}`, each a list of `[name, count]`. */
export function facets(lines) {
  const shows = new Map(SHOWS.map((name) => [name, 0]));
  const pages = new Map();
  const sources = new Map();
  for (const line of lines) {
    for (const name of SHOWS) if (SHOWN[name](line)) shows.set(name, shows.get(name) + 1);
    count(pages, folderOf(line.page.url));
    count(sources, line.source.kind);
  }
  return { shows: [...shows], pages: most(pages), sources: most(sources) };
}

const count = (map, name) => map.set(name, (map.get(name) ?? 0) + 1);
const most = (map) => [...map].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, FACETS);

const STATES = ["talking", "answered", "invited", "dismissed", "control", ""];

/** @type {Record<string, (line: any) => string | number>} */
const KEYS = {
  arrival: (line) => -line.cameAt,
  name: (line) => line.name.toLocaleLowerCase(),
  page: (line) => (line.page.title || line.page.url).toLocaleLowerCase(),
  source: (line) => `${line.source.name ?? ""}${line.source.kind}`.toLocaleLowerCase(),
  time: (line) => -(line.on_site + (isFront(line) ? -line.readAt / 1000 : -Infinity)),
  visit: (line) => -line.visit,
  cart: (line) => -(line.cart ?? 0),
  state: (line) => STATES.indexOf(line.state ?? ""),
};

/** Names of the columns by which the list can be sorted; `arrival` is how it stands unless somebody chose. */
export const SORTS = Object.keys(KEYS);

/** The lines in order, as their ids; equal ones by arrival, the latest first. */
export function sorted(lines, by, isBackwards) {
  const key = KEYS[by];
  const keyed = lines.map((line) => ({ id: line.id, key: key(line), arrival: KEYS.arrival(line) }));
  const turn = isBackwards ? -1 : 1;
  keyed.sort((a, b) => turn * compare(a.key, b.key) || a.arrival - b.arrival || compare(a.id, b.id));
  return keyed.map((one) => one.id);
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Which rows are drawn: those in the window and some around them.
 * @returns {{first: number, last: number}} `last` is the one after
 */
export function drawn(rows, { top, height, row }) {
  const first = Math.max(0, Math.floor(top / row) - SPARE);
  return { first, last: Math.min(rows, Math.ceil((top + height) / row) + SPARE) };
}

/**
 * The order on the screen. While somebody points at the list nothing moves: newcomers are counted, who left stays.
 * @param {string[]} before @param {string[]} wanted @param {boolean} isHeld
 */
export function kept(before, wanted, isHeld) {
  if (!isHeld || !before.length) return { order: wanted, fresh: 0 };
  const known = new Set(before);
  return { order: before, fresh: wanted.filter((id) => !known.has(id)).length };
}
