/** The lines of basket and checkout: all are in the page, those in the basket are shown. */
export function startLines(basket, page) {
  const lines = [...page.querySelectorAll("[data-line]")];
  if (!lines.length) return;
  const refresh = () => show(basket, lines, page);
  basket.addEventListener("change", refresh);
  page.addEventListener("change", (event) => recount(basket, event.target));
  page.addEventListener("click", (event) => drop(basket, event.target, page));
  refresh();
}

function show(basket, lines, page) {
  const language = page.documentElement.lang;
  for (const line of lines) showLine(line, basket.piecesOf(line.dataset.line), language);
  const empty = basket.count === 0;
  for (const part of page.querySelectorAll("[data-when-empty]")) part.hidden = !empty;
  for (const part of page.querySelectorAll("[data-when-full]")) part.hidden = empty;
  page.querySelector("[data-total]").textContent = money(total(basket, lines), language);
}

function showLine(line, pieces, language) {
  line.hidden = pieces === 0;
  if (!pieces) return;
  const field = line.querySelector("input");
  if (field) field.value = pieces;
  const times = line.querySelector("[data-many]");
  if (times) times.textContent = pieces;
  line.querySelector(".price").textContent = money(worth(line, pieces), language);
}

function worth(line, pieces) {
  return Math.round(line.dataset.euros * 100 * pieces) / 100;
}

function total(basket, lines) {
  const sum = lines.reduce((euros, line) => euros + worth(line, basket.piecesOf(line.dataset.line)), 0);
  return Math.round(sum * 100) / 100;
}

function money(euros, language) {
  const digits = Number.isInteger(euros) ? 0 : 2;
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency: "EUR",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(euros);
}

function recount(basket, field) {
  const line = field.closest(".line");
  if (!line) return;
  const wanted = Math.trunc(Number(field.value)) || 1;
  basket.put(line.dataset.line, Math.min(Math.max(wanted, 1), Number(field.max)));
}

function drop(basket, target, page) {
  const button = target.closest("[data-drop]");
  if (!button) return;
  basket.put(button.dataset.drop, 0);
  // The button that had the focus is hidden now: the keyboard goes on from the heading.
  const heading = page.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus();
}
