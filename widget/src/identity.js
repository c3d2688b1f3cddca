/** Who the visitor is to the site: as its server signs it, or as its page says. */

import { newId } from "./talk/id.js";

const LONGEST = { id: 128, name: 80, email: 254, phone: 32, text: 512, attribute: 40, jwt: 8192 }; // characters, as the protocol has them

const MOST = 50; // attributes at once
const PATIENCE = 15; // seconds without an answer after which the same is told again

/** @typedef {import("./types.d.ts").Session} Session */
/** @typedef {Record<string, any> & { t: string }} Told */

/** What is told by each session. @type {WeakMap<Session, (frames: Told[]) => void>} */
const tellers = new WeakMap();

/** @param {Session} session @param {Told[]} frames */
function tell(session, frames) {
  let teller = tellers.get(session);
  if (!teller) tellers.set(session, (teller = makeTeller(session)));
  teller(frames);
}

/**
 * `identify(jwt)` signed, `identify({id, name, email, phone, …})` not, or both in one: `{jwt, …}`.
 * @param {unknown} _desk
 * @param {Session} session
 * @param {any[]} words
 */
export function identify(_desk, session, [told]) {
  const { jwt, id, name, email, phone, attributes, ...more } = typeof told == "string" ? { jwt: told } : told || {};
  if (jwt && String(jwt).length > LONGEST.jwt) return complain("identify: the token is longer than 8,192 characters");
  if (!jwt && String(id ?? "").length > LONGEST.id) return complain("identify: the id is longer than 128 characters");
  session.box.set("known", true);
  const person = {
    ...(!jwt && id != null && { external_id: String(id) }),
    ...text({ name, email, phone }),
    ...(Object.keys({ ...more, ...attributes }).length && { attributes: tidy({ ...more, ...attributes }) }),
  };
  tell(session, [
    ...(jwt ? [{ t: "identify", jwt: String(jwt) }] : []),
    ...(Object.keys(person).length ? [{ t: "person", ...person }] : []),
  ]);
}

/** @param {unknown} _desk @param {Session} session @param {any[]} words */
export const setAttributes = (_desk, session, [told]) => tell(session, [{ t: "attributes", set: tidy(told || {}) }]);

/** @param {unknown} _desk @param {Session} session @param {any[]} words */
export const unsetAttributes = (_desk, session, [names]) =>
  tell(session, [{ t: "attributes", unset: [names || []].flat().map(String).filter(isName).slice(0, MOST) }]);

/** @param {string} name */
const isName = (name) => name && name.length <= LONGEST.attribute;

/** @param {Record<"name" | "email" | "phone", unknown>} given */
const text = (given) =>
  Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) =>
      value == null ? [] : [[key, String(value).slice(0, LONGEST[/** @type {"name"} */ (key)])]],
    ),
  );

/**
 * What the protocol takes: text, numbers, yes and no, dates as ISO 8601; null has a name forgotten.
 * @param {Record<string, any>} told
 */
function tidy(told) {
  const kept = Object.entries(told).flatMap(([name, given]) => {
    const value = given instanceof Date ? JSON.parse(JSON.stringify(given)) : given;
    if (value === undefined) return [];
    if (!isName(name) || !fits(value))
      return complain(
        `the attribute "${name}" is left out: text, numbers, dates, true and false are kept, under names of at most 40 characters`,
      );
    return [[name, typeof value == "string" ? value.slice(0, LONGEST.text) : value]];
  });
  if (kept.length > MOST) complain(`only the first ${MOST} attributes are kept`);
  return Object.fromEntries(kept.slice(0, MOST));
}

/** @param {any} value */
const fits = (value) =>
  value === null ||
  /^(string|boolean)$/.test(typeof value) ||
  (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)));

/** @param {string} words @returns {[]} */
function complain(words) {
  console.warn(`chatdesk: ${words}`);
  return [];
}

/**
 * Tells one thing after the other: what comes after a person must not reach the person before.
 * @param {Session} session
 */
function makeTeller(session) {
  /** @type {Told[]} */
  let queue = [];
  /** @type {Told | null} */
  let current = null;
  /** The last signed identity that was taken, for a line that comes back. @type {Told | null} */
  let signed = null;
  let sent = false;
  /** The browser has just begun anew for what is told now: not twice. */
  let anew = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function next() {
    if (current || !queue.length || !session.consent.records()) return;
    current = { ...queue[0], client_id: newId() };
    send();
  }

  function send() {
    sent = session.wish(current) === true;
    again(PATIENCE);
  }

  function done() {
    clearTimeout(timer);
    queue.shift();
    current = null;
    anew = false;
    next();
  }

  /** @param {(frame: any) => void} act @returns {(frame: any) => void} */
  const answered = (act) => (frame) => {
    // what the server could not read at all it can't call by its name
    const isOurs = frame.client_id == current?.client_id || (frame.code == "bad_frame" && !frame.client_id);
    if (current && isOurs) act(frame);
  };

  /** @param {number} seconds */
  const again = (seconds) => {
    const own = current;
    clearTimeout(timer);
    timer = setTimeout(() => own == current && own && sent && send(), seconds * 1000);
  };

  session.on(
    "frame.identity",
    answered(({ external_id = "", verified = false, kept = [] }) => {
      if (current?.jwt) signed = queue[0];
      if (kept.length) complain(`these attributes stay as your server signed them: ${kept.join(", ")}`);
      session.emit("identity", { id: external_id, verified, kept });
      done();
    }),
  );
  session.on(
    "frame.retry",
    answered(({ after }) => again(after)),
  );
  session.on(
    "frame.error",
    answered(({ code, message, retry_after }) => {
      if (code == "too_fast") return again(retry_after || 5);
      if (code == "another_person" && !anew) return beginAnew();
      complain(`${current?.t} was refused (${code}): ${message}`);
      session.emit("identity", { error: code, message });
      done();
    }),
  );

  /** Somebody else logs in on this browser: they see nothing of the talk before. */
  function beginAnew() {
    const rest = queue;
    session.wish({ t: "logout" });
    session.reset();
    queue = rest;
    anew = true;
    next();
  }

  session.on("reset", () => {
    clearTimeout(timer);
    queue = [];
    current = signed = null;
  });
  session.on("consented", next);
  session.on("greeted", () => {
    if (current && sent) send();
    else if (current) sent = true;
    else if (signed) {
      queue.unshift(signed);
      next();
    }
  });

  return (/** @type {Told[]} */ frames) => {
    queue.push(...frames);
    next();
  };
}
