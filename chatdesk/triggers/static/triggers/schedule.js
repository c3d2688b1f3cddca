// Days and hours as they stand in the form of a rule.

const NAMES = ["from_time", "until_time", "first_day", "last_day"];

/** @returns {Record<string, string | string[]>} as the server reads them */
export function schedule() {
  const days = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[name=weekdays]:checked"));
  const fields = NAMES.map((name) => [name, /** @type {HTMLInputElement} */ (field(name))?.value ?? ""]);
  return { ...Object.fromEntries(fields), weekdays: [...days].map((day) => day.value) };
}

/** @param {() => void} changed is called whenever one of them becomes another */
export function watchSchedule(changed) {
  const days = document.querySelectorAll("[name=weekdays]");
  for (const one of [...days, ...NAMES.map(field)]) one?.addEventListener("input", changed);
}

/** @param {string} name */
const field = (name) => document.getElementById(`id_${name}`);
