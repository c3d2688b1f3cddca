import { el, take } from "../kit.js";
import { makeComposer } from "./composer.js";
import { partner } from "./context.js";
import { makeHeader } from "./header.js";
import { MORE } from "./icons.js";
import { keepKeys } from "./keys.js";
import { makeLive } from "./live.js";
import { makeLog } from "./log.js";
import { iconButton } from "./parts.js";
import { watchSheet } from "./sheet.js";
import { makeStrip } from "./strip.js";
import { filler } from "./words.js";

const styled = new WeakSet();

/**
 * @param {import("../types.d.ts").Words} words
 * @returns {(desk: import("../types.d.ts").Desk, session: import("../types.d.ts").Session) => import("../types.d.ts").Window_}
 */
export const mountWith = (words) => (desk, session) => {
  const { cd, launcher, shadow } = desk;
  const { box } = session;
  take(desk.kit);
  const { element: voice, say } = makeLive();
  const t = filler(words);
  const gone = new AbortController();
  const { signal } = gone;
  let open = false;
  /** @type {Promise<import("./context.js").Extras> | undefined} */
  let loading;
  /** @type {import("./context.js").Extras | undefined} */
  let extra;

  /** @type {any} */
  const cx = {
    desk,
    session,
    t,
    say,
    open: () => show("visitor"),
    close: () => hide(true),
    isOpen: () => open,
    signal,
    follow,
    extra: () => extra,
    withExtras,
    /** @param {string} text */
    send(text) {
      const greeted = log.greeted();
      session.send(text, session.invitation()?.id);
      if (greeted) box.set("greeted", { ...greeted, before: session.pending().at(-1)?.id });
      log.toEnd();
    },
  };

  /** @param {string} name @param {(detail?: any) => void} listener */
  function follow(name, listener) {
    session.on(name, listener);
    signal.addEventListener("abort", () => session.off(name, listener));
  }

  /** @param {(extras: import("./context.js").Extras) => void} [use] */
  function withExtras(use) {
    loading ||= desk.load(`more.${desk.language}`).then(({ equip }) => {
      signal.throwIfAborted();
      extra = equip(cx);
      render();
      return /** @type {import("./context.js").Extras} */ (extra);
    });
    loading.then(use, () => (loading = undefined));
  }
  const warm = () => withExtras();

  const more = iconButton(
    "ib",
    t("more"),
    MORE,
    {
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onpointerenter: warm,
      onfocus: warm,
      onclick: () => withExtras(({ menu }) => menu.toggle()),
    },
    "dotty",
  );
  const composer = makeComposer(cx);
  const log = makeLog(cx);
  Object.assign(cx, { more, composer, log });
  const strip = makeStrip(cx);
  const header = makeHeader(cx);
  const win = el(
    "section",
    { class: "win", id: "w", part: "window", role: "dialog", tabindex: "-1", hidden: "" },
    header.element,
    strip.element,
    log.element,
    composer.element,
  );
  cx.win = win;

  function render() {
    const person = partner(session);
    win.setAttribute("aria-label", person ? t("win.label", { name: person.name }) : t("win"));
    launcher.hidden = open || (!!desk.settings.hide && !desk.settings.online && !session.unread());
    launcher.setAttribute("aria-expanded", String(open));
    if (!extra && wantsExtras()) warm();
    extra?.render();
    if (!open) return;
    for (const part of [header, strip, composer, log]) part.render();
  }

  /** Nothing was said, somebody is there: the window alone will do. */
  const wantsExtras = () =>
    session.unread() ||
    session.invitation() ||
    session.talk.conversation ||
    session.pending().length ||
    (open && session.talk.availability.back_at);

  /** @param {import("../types.d.ts").Opener} by */
  function show(by) {
    if (open) return focus(by);
    open = true;
    desk.dress();
    cd.toggleAttribute("data-still", by == "memory");
    win.hidden = false;
    composer.restore();
    render();
    log.goTo(by == "memory" ? box.get("place") || 0 : 0);
    box.set("open", true);
    focus(by);
    session.emit("open");
  }

  /** An opening that the visitor did not ask for leaves the focus where it is. @param {import("../types.d.ts").Opener} by */
  function focus(by) {
    const asked = by == "visitor" || (by == "page" && navigator.userActivation?.isActive);
    if (asked) (matchMedia("(pointer:coarse)").matches ? win : composer.field).focus({ preventScroll: true });
  }

  /** @param {boolean} here Closed in this tab, not in another one. */
  function hide(here) {
    if (!open) return;
    const inside = win.contains(shadow.activeElement);
    open = false;
    extra?.menu.close();
    win.hidden = true;
    render();
    if (inside) launcher.focus();
    if (!here) return;
    box.set("open", false);
    session.emit("close");
  }

  /** Esc closes the innermost thing. @param {KeyboardEvent} event */
  function closeInnermost(event) {
    if (event.key != "Escape") return;
    event.stopPropagation();
    const inner = extra && [extra.menu, extra.ending].find((part) => part.isOpen());
    if (inner) inner.close();
    else hide(true);
  }

  follow("change", render);
  follow("reset", () => composer.write(""));
  follow("message.received", (message) => withExtras(({ arrived }) => arrived(message)));
  follow("box.open", () => (box.get("open") ? show("memory") : hide(false)));
  document.addEventListener("visibilitychange", () => !document.hidden && open && log.seen(), { signal });
  addEventListener("pagehide", () => open && box.set("place", log.place()), { signal });
  win.onkeydown = closeInnermost;
  keepKeys(cd, signal);
  if (!styled.has(desk)) desk.style(WINDOW_CSS);
  styled.add(desk);
  cd.prepend(voice);
  cd.append(win);
  watchSheet(cd, () => open && log.render(), signal);
  render();

  return {
    open: show,
    close: () => hide(true),
    isOpen: () => open,
    write: composer.write,
    remove() {
      hide(false);
      gone.abort();
      voice.remove();
      win.remove();
    },
  };
};
