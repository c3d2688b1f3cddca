import { el } from "../kit.js";

const MOST = 9; // above that the badge says "9+"

/** How many messages wait, on the launcher and in its name. @param {import("./equip.js").Own} cx */
export function makeBadge({ desk, session, t }) {
  const { launcher } = desk;
  const badge = el("b", { class: "badge", part: "badge", "aria-hidden": "true" });
  const name = launcher.ariaLabel;
  return () => {
    const n = session.unread();
    if (!n) badge.remove();
    else if (!badge.isConnected) launcher.append(badge);
    badge.textContent = n > MOST ? `${MOST}+` : `${n}`;
    launcher.ariaLabel = n ? t("unread", { n }) : name;
  };
}
