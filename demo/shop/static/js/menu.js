/** The phone's menu: opens, closes, and gives the focus back on Escape. */
export function startMenu(page) {
  const button = page.querySelector("[aria-controls=shop-nav]");
  const nav = page.getElementById("shop-nav");
  const set = (open) => {
    button.setAttribute("aria-expanded", String(open));
    nav.toggleAttribute("data-open", open);
  };
  button.addEventListener("click", () => set(!nav.hasAttribute("data-open")));
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !nav.hasAttribute("data-open")) return;
    set(false);
    button.focus();
  });
}
