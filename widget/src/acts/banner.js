import { el } from "../kit.js";
import { X } from "../window/icons.js";
import { iconButton } from "../window/parts.js";
import { keep, tellDismissed, tellShown } from "./deed.js";

const WORDS = {
  en: { dismiss: "Dismiss", label: "Offer", leads: "Leads to" },
  ru: { dismiss: "Скрыть", label: "Предложение", leads: "Ведёт на" },
};

/**
 * An offer with a link: in the bubble while the window is closed, above the talk while it is open.
 * @param {import("../types.d.ts").Desk} desk
 * @param {import("../types.d.ts").Session} session
 * @returns {import("./deed.js").Deed}
 */
export function makeBanner(desk, session) {
  const { cd } = desk;
  /** @type {HTMLElement | null} */
  let block = null;
  let drawn = "";
  const log = () => cd.querySelector(".win:not([hidden]) .log");

  /** @param {import("../types.d.ts").Invitation} one */
  function ad(one) {
    const { banner, text } = one;
    const words = WORDS[desk.language];
    const href = safe(banner?.link);
    const note = banner?.host && el("small", {}, `${words.leads} ${banner.host}`);
    const box = el(href ? "a" : "p", { class: "ad", href }, el("span", { dir: "auto" }, text, note));
    if (href && banner?.apart) Object.assign(box, { target: "_blank", rel: "noopener" });
    box.onclick = () => follow(one);
    box.onauxclick = (/** @type {MouseEvent} */ event) => event.button == 1 && follow(one);
    return box;
  }

  /** Once: the server counts the first click alone, and takes the banner from the other tabs. @param {import("../types.d.ts").Invitation} one */
  function follow({ id }) {
    session.wish({ t: "invitation", id, what: "clicked" });
    session.emit("invitation.clicked", { id });
    keep(session, { gone: true });
    setTimeout(() => session.emit("change")); // the link is followed first
  }

  /** @param {import("../types.d.ts").Invitation} one */
  function blockOf(one) {
    const { dismiss, label } = WORDS[desk.language];
    const leave = () => tellDismissed(session, one);
    return el(
      "aside",
      { class: "offer", "aria-label": label },
      ad(one),
      iconButton("ib", dismiss, X, { onclick: leave }),
    );
  }

  return {
    told: (one) => (log() || one.banner?.inside ? null : { ...one, action: undefined, ad: () => ad(one) }),
    render(one) {
      const place = one && log();
      const wanted = place ? one.id + desk.language : "";
      if (wanted != drawn || (block && !block.isConnected)) {
        const inside = block?.contains(/** @type {ShadowRoot} */ (desk.shadow).activeElement);
        block?.remove();
        block = place ? blockOf(one) : null;
        if (place) place.before(/** @type {HTMLElement} */ (block));
        else if (inside) /** @type {HTMLElement | null} */ (cd.querySelector(".win"))?.focus({ preventScroll: true });
        drawn = wanted;
      }
      if (place && !document.hidden) tellShown(session, one);
    },
  };
}

/** The server has checked it; whatever comes here, nothing but a page of the web is opened. @param {string | undefined} link */
function safe(link) {
  if (!link) return null;
  try {
    const { protocol, href } = new URL(link, location.href);
    return /^https?:$/.test(protocol) ? href : null;
  } catch {
    return null;
  }
}
