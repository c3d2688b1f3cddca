// Runs before anything is painted, so that a dark desk never flashes white; look.js takes over.
{
  const kept = JSON.parse(localStorage.getItem("desk:settings") ?? "{}");
  const isDark =
    kept.theme === "dark" || (kept.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  document.documentElement.dataset.density = kept.density ?? "comfortable";
}
