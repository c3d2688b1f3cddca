import { el } from "../kit.js";

const MOST = 9; // above that the badge says "9+"

/** How many messages wait, on the launcher and in its name. @param {import("./context.js").Context} cx */
export function makeBadge({ desk, session, t }) {
  const { launcher, settings } = desk;
  const badge = el("b", { class: "badge", part: "badge", "aria-hidden": "true" });
  const name = launcher.ariaLabel;
  return (/** @type {boolean} */ open) => {
    const n = session.unread();
    launcher.hidden = open || (!!settings.hide && !settings.online && !n);
    launcher.setAttribute("aria-expanded", String(open));
    if (!n) badge.remove();
    else if (!badge.isConnected) launcher.append(badge);
    badge.textContent = n > MOST ? `${MOST}+` : `${n}`;
    launcher.ariaLabel = n ? t("unread", { n }) : name;
  };
}
