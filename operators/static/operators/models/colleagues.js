/** Who can take over a conversation. */

const RANKS = { available: 0, away: 1, offline: 2 };
const rank = (one) => RANKS[one.status ?? "offline"];

/** Colleagues whose name or title holds the text: available first, fewest open first, offline ones last. */
export function candidates(colleagues, me, text = "") {
  const wanted = text.trim().toLocaleLowerCase();
  const fits = (one) => `${one.name} ${one.title ?? ""}`.toLocaleLowerCase().includes(wanted);
  const order = (a, b) => rank(a) - rank(b) || (a.open ?? 0) - (b.open ?? 0) || a.name.localeCompare(b.name);
  return colleagues.filter((one) => one.id !== me && fits(one)).sort(order);
}
