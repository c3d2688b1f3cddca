import { bump, cursor, hasGap, merge, turnTo, update, welcome } from "./store.js";

const TYPING = 6_000; // ms after which an operator who types is believed to have stopped

/**
 * What each frame of the server does to what this browser knows.
 * @param {object} options
 * @param {import("../types.d.ts").Talk} options.talk
 * @param {(frame: object) => boolean} options.send
 * @param {(frame: import("../types.d.ts").Frame) => void} options.answer Takes what concerns a sent message.
 * @param {(frame: import("../types.d.ts").Frame) => void} options.greeted
 * @param {(items: import("../types.d.ts").Item[]) => void} options.news Told of messages that were not known.
 * @param {(invitation: import("../types.d.ts").Invitation | null) => void} options.invited
 * @param {(frame: import("../types.d.ts").Frame) => void} options.other Takes what is no part of a talk.
 * @param {() => void} options.changed
 */
export function makeReceiver({ talk, send, answer, greeted, news, invited, other, changed }) {
  /** @type {import("../types.d.ts").Person | null} */
  let typist = null;
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;

  const question = () => talk.conversation && { t: "sync", conversation: talk.conversation.id, since: cursor(talk) };
  const sync = () => {
    const frame = question();
    if (frame) send(frame);
  };

  /** @param {import("../types.d.ts").Person | null} person */
  function types(person) {
    clearTimeout(timer);
    typist = person;
    if (person) timer = setTimeout(() => (types(null), changed()), TYPING);
  }

  /** @type {Record<string, (frame: any) => void>} */
  const deeds = {
    welcome(frame) {
      const known = talk.conversation?.id;
      const fresh = welcome(talk, frame);
      greeted(frame);
      invited(frame.invitation || null);
      if (known && known == frame.conversation?.id) news(fresh);
      if (hasGap(talk)) setTimeout(sync);
    },
    message({ conversation, item }) {
      turnTo(talk, conversation);
      if (item.by == "operator") types(null);
      const fresh = merge(talk, [item]);
      bump(talk, item.seq);
      news(fresh);
      if (hasGap(talk)) sync();
    },
    messages({ conversation, items, last_seq, more }) {
      if (conversation != talk.conversation?.id) return;
      const fresh = merge(talk, items);
      bump(talk, last_seq);
      news(fresh);
      if (more) sync();
    },
    conversation({ conversation }) {
      update(talk, conversation);
      if (hasGap(talk)) sync();
    },
    availability({ availability }) {
      talk.availability = availability;
    },
    newest({ conversation, seq }) {
      turnTo(talk, conversation);
      if (hasGap(talk, seq)) sync();
    },
    typing: ({ person, on }) => types(on ? person : null),
    invitation: ({ invitation }) => invited(invitation || null),
    resync: sync,
    ack: answer,
    error: answer,
    retry: answer,
  };

  return {
    question,
    typing: () => typist,
    /** @param {import("../types.d.ts").Frame} frame */
    receive(frame) {
      (Object.hasOwn(deeds, frame.t) ? deeds[frame.t] : other)(frame);
      changed();
    },
  };
}
