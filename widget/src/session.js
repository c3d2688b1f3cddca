import { makeBox } from "./talk/box.js";
import { takeCommands } from "./talk/commands.js";
import { makeConsent } from "./talk/consent.js";
import { makeDelivery } from "./talk/delivery.js";
import { makeEvents } from "./talk/events.js";
import { newId } from "./talk/id.js";
import { makeInvited } from "./talk/invited.js";
import { makeLine } from "./talk/line.js";
import { makeOutbox } from "./talk/outbox.js";
import { currentPage, watchPage } from "./talk/page.js";
import { keepClear } from "./talk/placement.js";
import { makeReceiver } from "./talk/receive.js";
import { acknowledge, cursor, emptyTalk, merge, toKeep, unread } from "./talk/store.js";
import { makeTabs } from "./talk/tabs.js";
import { makeWatched } from "./talk/watched.js";
import { makeWire } from "./talk/wire.js";
import { timeZone } from "./talk/zone.js";

const FIRST = 10_000; // ms that another tab waits for the first one to be given its token

/**
 * The visitor's connection and everything that must live while the window is closed.
 * @param {import("./types.d.ts").Desk} desk
 * @returns {import("./types.d.ts").Session}
 */
export function start(desk) {
  const { settings, host } = desk;
  const prefix = `chatdesk.${settings.key}.`;
  const box = makeBox(prefix, () => localStorage);
  const consent = makeConsent(settings, box);
  const tabs = makeTabs(prefix);
  const events = makeEvents();
  const { emit } = events;
  /** @type {import("./types.d.ts").Talk} */
  const talk = { ...emptyTalk(), ...box.get("talk"), availability: { online: !!settings.online } };
  const outbox = makeOutbox(box, tabs.alone);
  const line = makeLine(() => changed());
  /** Frames that must arrive although nobody acknowledges them: the end and the rating. @type {object[]} */
  let wishes = [];
  let release = () => {};
  /** The secret with which this tab came; another tab may have become somebody else. */
  let own = "";
  let view = newId();
  /** The page that was opened after our hello, as it was told. @type {object | null} */
  let turned;
  const told = { unread: 0, status: "", ended: talk.conversation?.state == "ended" };

  function changed() {
    box.set("talk", toKeep(talk));
    if (unread(talk)) desk.window().catch(() => {});
    tell("unread", unread(talk));
    tell("status", status());
    const ended = talk.conversation?.state == "ended";
    if (ended && !told.ended) emit("chat.end");
    told.ended = ended;
    emit("change");
  }

  /** Emits what is new only. @param {"unread" | "status"} name @param {any} value */
  function tell(name, value) {
    if (told[name] == value) return;
    /** @type {any} */ (told)[name] = value;
    emit(name, value);
  }

  const status = () => (line.state() == "lost" ? "offline" : talk.availability.online ? "online" : "away");

  /** @param {import("./types.d.ts").Item[]} items */
  function news(items) {
    const theirs = items.filter(({ by, seq }) => by == "operator" && seq > (talk.conversation?.read_by_visitor || 0));
    for (const item of theirs) emit("message.received", { text: item.text, name: item.person?.name, seq: item.seq });
  }

  /** @param {object} frame @returns {boolean} */
  const send = (frame) => wire.send(frame);
  /** @param {object} frame */
  const trail = (frame) => consent.records() && send(frame);
  const invited = makeInvited(box, send);
  const watched = makeWatched(desk.load, trail);
  const delivery = makeDelivery({
    send,
    outbox,
    changed,
    stored: (frame, pending) => {
      acknowledge(talk, frame, pending);
      changed();
      emit("message.sent", { text: pending.text });
    },
  });
  const receiver = makeReceiver({
    talk,
    send,
    news,
    changed,
    answer: (frame) => (delivery.answer(frame), emit(`frame.${frame.t}`, frame)),
    other: (frame) => emit(`frame.${frame.t}`, frame),
    greeted: ({ token, watch = null }) => {
      if (token) box.set("token", (own = token));
      watched.take(watch);
      release();
      emit("greeted");
    },
    invited: (invitation) => {
      invited.take(invitation);
      const one = invited.get();
      if (one) (one.action ? desk.load("acts").then((code) => code.act(desk, session)) : desk.window()).catch(() => {});
    },
  });

  const wire = makeWire({
    url: `${settings.door.replace("http", "ws")}/ws/v1/visitor?site=${settings.key}`,
    question: receiver.question,
    receive: receiver.receive,
    hello: () => {
      turned = null;
      return {
        t: "hello",
        token: (own = box.get("token") || ""),
        consent: consent.word(),
        ...(consent.records() ? seen() : { page: { url: "" } }),
        language: navigator.language,
        speaks: desk.language,
        epoch: talk.epoch,
        conversation: talk.items.length && talk.conversation ? talk.conversation.id : "",
        since: cursor(talk),
      };
    },
    changed: (up) => {
      if (!up) {
        delivery.cut();
        return line.down();
      }
      wishes = wishes.filter((frame) => !send(frame));
      if (turned) trail(turned); // before we were welcomed
      delivery.flush().then(() => line.up(!outbox.list().length));
    },
  });

  const seen = () => ({
    page: currentPage(),
    view,
    hidden: document.hidden,
    referrer: document.referrer.slice(0, 2048),
    time_zone: timeZone(box),
  });

  /** Only with a reason. Two tabs that are opened at once must not become two visitors. */
  function connect() {
    if (!consent.connects()) return;
    line.down();
    if (box.get("token")) return wire.start();
    tabs.alone(
      "visitor",
      () =>
        new Promise((/** @type {() => void} */ done) => {
          release = done;
          setTimeout(done, FIRST);
          wire.start();
        }),
    );
  }

  function stop() {
    release();
    wire.stop();
  }

  /** Goes on as whoever the browser is now. */
  function renew() {
    stop();
    wishes = [];
    own = "";
    Object.assign(talk, emptyTalk());
    emit("reset");
    connect();
    changed();
  }

  /** @param {object} frame */
  const wish = (frame) => send(frame) || wishes.push(frame);

  /** The link of a letter, or one that was followed on the page before. */
  const followLetter = () =>
    (/chatdesk=/.test(location.hash) || box.get("letter")) &&
    desk.load("letter").then((code) => code.follow(desk, session));

  /** @param {Partial<import("./types.d.ts").Page>} [page] */
  function tellPage(page) {
    invited.pageTurned();
    watched.pageTurned();
    view = newId();
    turned = { t: "page", page: { ...currentPage(), ...page }, view };
    trail(turned);
    emit("change");
  }

  /** @type {import("./types.d.ts").Session} */
  const session = {
    talk,
    box,
    ...events,
    net: line.state,
    pending: outbox.list,
    typing: receiver.typing,
    invitation: invited.get,
    unread: () => unread(talk),
    status,
    newest: () => [...talk.earlier, ...talk.items].findLast((item) => item.by == "operator"),
    send(text, invitation) {
      outbox.add({ id: newId(), text, at: new Date().toISOString(), invitation });
      const first = !consent.connects();
      box.set("wrote", true);
      if (first) session.start();
      if (invitation) invited.answered();
      emit("change");
      delivery.flush();
    },
    retry(id) {
      outbox.retry(id, newId());
      emit("change");
      delivery.flush();
    },
    preview: (text) =>
      send({ t: "preview", ...(settings.preview === false ? { text: "", typing: !!text } : { text }) }),
    read() {
      const { conversation } = talk;
      const last = talk.items.findLast((item) => item.by != "visitor")?.seq || 0;
      if (!conversation || (conversation.read_by_visitor || 0) >= last) return;
      if (!send({ t: "read", seq: last })) return;
      conversation.read_by_visitor = last;
      changed();
    },
    wish,
    end: () => void wish({ t: "end" }),
    rate: (value, comment) => void (wish({ t: "rate", value, comment }), emit("rating", { value })),
    shown: invited.shown,
    dismiss: (id) => (invited.dismiss(id), emit("change")),
    reset() {
      stop();
      for (const name of ["talk", "outbox", "draft", "invited", "letter", "wrote", "token"]) box.set(name, null);
      consent.settle();
      renew();
    },
    alone: tabs.once,
    consent,
    start: () => (consent.settle(), connect()),
    forgetInvitation: () => invited.take(null),
    stop,
  };

  box.watch((name) => {
    if (name == "token" && own) renew(); // the visitor has become somebody else in another tab
    if (name == "talk") {
      const { conversation, items } = box.get("talk") || {};
      if (conversation && conversation.id == talk.conversation?.id) merge(talk, items);
    }
    emit(`box.${name}`);
    emit("change");
  });
  addEventListener("pagehide", stop);
  addEventListener(
    "pageshow",
    ({ persisted }) => persisted && !host.hidden && (box.get("token") == own ? connect() : renew()),
  );
  addEventListener("online", wire.check);
  document.addEventListener("visibilitychange", () => {
    trail({ t: "front", on: !document.hidden });
    if (!document.hidden) wire.check();
  });
  followLetter();
  addEventListener("hashchange", followLetter);
  watchPage(tellPage);
  if (settings.forms)
    desk
      .load("forms")
      .then((code) => code.watch(desk, session))
      .catch(() => {});
  events.on("frame.watch", ({ watch }) => watched.take(watch));
  events.on("open", () => trail({ t: "signal", what: "opened" }));
  events.on("close", () => trail({ t: "signal", what: "closed" }));
  keepClear(desk);
  new MutationObserver(() => host.isConnected || host.hidden || document.body.append(host)).observe(
    document.documentElement,
    {
      childList: true,
    },
  );
  invited.pageTurned();
  takeCommands(desk, session, tellPage);
  connect();
  emit("ready");
  if (box.get("open")) desk.open("memory");
  return session;
}
