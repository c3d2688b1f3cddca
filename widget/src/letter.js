/** The link of a letter, `#chatdesk=<token>`: opens the window, and leaves the address bar as the page knows it. */

const MARK = /(^#|&)chatdesk=([\w-]{1,64})(?=&|$)&?/;
const DAY = 86_400_000; // ms that the letter's first line waits for the visitor's words
const OVER = {
  en: "The link of the letter has run out. Ask here all the same.",
  ru: "Срок ссылки из письма истёк. Спросите прямо здесь.",
};

/** Sessions that know of letters. */
const aware = new WeakSet();

/**
 * Follows the link in the address, if there is one; else remembers the letter of the page before.
 * @param {import("./types.d.ts").Desk} desk
 * @param {import("./types.d.ts").Session} session
 */
export function follow(desk, session) {
  learn(desk, session);
  const token = takeToken();
  if (!token) return;
  session.wish({ t: "letter", token });
  desk.open("visitor");
}

/** Takes the token out of the address. */
function takeToken() {
  const { hash, pathname, search } = location;
  const found = MARK.exec(hash);
  if (!found) return "";
  const left = hash.replace(MARK, found[1]).replace(/[#&]+$/, "");
  history.replaceState(history.state, "", pathname + search + left);
  return found[2];
}

/**
 * The letter's first line stands in the window until the visitor writes, unless an invitation asks something else.
 * @param {import("./types.d.ts").Desk} desk
 * @param {import("./types.d.ts").Session} session
 */
function learn(desk, session) {
  if (aware.has(session)) return;
  aware.add(session);
  const { box, invitation } = session;
  const letter = () => (box.get("letter")?.at > Date.now() - DAY ? box.get("letter") : null);
  session.invitation = () => invitation() || letter();
  session.on("message.sent", () => box.set("letter", null));
  session.on("frame.letter", ({ person, text, over }) => {
    box.set("letter", person ? { id: "", action: "letter", person, text, at: Date.now() } : null);
    desk.note = over && OVER[desk.language];
  });
}
