// Limits of a rule, and in whose name it asks, as they stand in its form.

const NAMES = ["repeat", "repeat_days", "most_waiting", "department", "member", "otherwise"];

/** @returns {Record<string, string>} as the server reads them */
export const limits = () => Object.fromEntries(NAMES.map((name) => [name, field(name)?.value ?? ""]));

/** @param {() => void} changed is called whenever one of them becomes another */
export function watchLimits(changed) {
  for (const name of NAMES) field(name)?.addEventListener("input", changed);
}

/** @param {string} name */
const field = (name) =>
  /** @type {HTMLInputElement | HTMLSelectElement | null} */ (document.getElementById(`id_${name}`));
