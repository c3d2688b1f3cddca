import { el } from "./element.js";
import { launcherWords } from "./launcher_words.js";

/**
 * The window's file failed twice: says so in the launcher's place, offers another try and the site's phone number.
 * @param {import("./types.d.ts").Desk} desk
 * @param {() => void} again
 */
export function showFailure({ cd, launcher, settings, language }, again) {
  const words = launcherWords[language];
  const close = () => (box.remove(), launcher.focus());
  const retry = el("button", { onclick: () => (close(), again()) }, words.retry);
  const phone = settings.phone && el("a", { href: `tel:${settings.phone}` }, settings.phone);
  const shut = el("button", { onclick: close }, words.close);
  const box = el(
    "section",
    { class: "launch pf oops", role: "dialog", "aria-label": words.title },
    el("b", {}, words.title),
    retry,
    phone,
    shut,
  );
  box.onkeydown = (/** @type {KeyboardEvent} */ event) => event.key == "Escape" && close();
  cd.append(box);
  retry.focus();
}
