// The list of forms seen lately writes lines into the fields below it; the server checks them as if they were typed.

/** @param {HTMLElement} seen @param {string} name @returns {HTMLTextAreaElement | null} */
const fieldOf = (seen, name) =>
  seen.closest("fieldset, .inline-related, form").querySelector(`textarea[name$="-${name}"]`);

/** @param {HTMLTextAreaElement} area */
const linesOf = (area) =>
  area.value
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** @param {string} line `#fio = name` */
const split = (line) => {
  const at = line.lastIndexOf("=");
  return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
};

/** @param {HTMLTextAreaElement} area @param {string[]} lines */
function write(area, lines) {
  area.value = lines.join("\n");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A form stands in one of the two lists; the same button again takes it out. @param {HTMLElement} seen @param {HTMLButtonElement} button */
function toggle(seen, button) {
  const { line, into } = button.dataset;
  const area = fieldOf(seen, into);
  const other = fieldOf(seen, into === "only" ? "besides" : "only");
  const had = linesOf(area).includes(line);
  write(area, had ? linesOf(area).filter((one) => one !== line) : [...linesOf(area), line]);
  write(
    other,
    linesOf(other).filter((one) => one !== line),
  );
}

/** @param {HTMLElement} seen @param {HTMLSelectElement} choice */
function choose(seen, choice) {
  const area = fieldOf(seen, "fields");
  const { selector } = choice.dataset;
  const others = linesOf(area).filter((line) => split(line)[0] !== selector);
  write(area, choice.value ? [...others, `${selector} = ${choice.value}`] : others);
}

/** What the fields below say now. @param {HTMLElement} seen */
function show(seen) {
  const chosen = new Map(linesOf(fieldOf(seen, "fields")).map((line) => /** @type {[string, string]} */ (split(line))));
  for (const choice of seen.querySelectorAll("select")) choice.value = chosen.get(choice.dataset.selector) || "";
  for (const button of seen.querySelectorAll("button"))
    button.setAttribute(
      "aria-pressed",
      String(linesOf(fieldOf(seen, button.dataset.into)).includes(button.dataset.line)),
    );
}

for (const seen of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".seen"))) {
  const areas = ["only", "besides", "fields"].map((name) => fieldOf(seen, name));
  if (areas.every(Boolean)) {
    for (const hidden of /** @type {NodeListOf<HTMLElement>} */ (seen.querySelectorAll("[hidden]")))
      hidden.hidden = false;
    for (const button of seen.querySelectorAll("button")) button.onclick = () => toggle(seen, button);
    for (const choice of seen.querySelectorAll("select")) choice.onchange = () => choose(seen, choice);
    for (const area of areas) area.addEventListener("input", () => show(seen));
    show(seen);
  }
}
