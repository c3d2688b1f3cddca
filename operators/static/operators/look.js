/** Theme and density as attributes of the root element. */

const system = matchMedia("(prefers-color-scheme: dark)");

/** Applies the look of the settings. @param {{theme: string, density: string}} settings */
export function apply({ theme, density }) {
  const { dataset } = document.documentElement;
  dataset.theme = theme === "system" ? (system.matches ? "dark" : "light") : theme;
  dataset.density = density;
}

/** Follows the system as long as the settings say so. */
export const follow = (current) => system.addEventListener("change", () => apply(current()));
