import { newId } from "../../talk/id.js";

const AGAIN = 10_000; // ms to wait for the server's answer before the same answer is told again
const TRIES = 6;

/**
 * What the visitor answered: kept until the server has it, through reloads and in every tab.
 * @param {import("../../types.d.ts").Session} session
 */
export function makeAnswers(session) {
  const { box } = session;
  /** @typedef {{ id: string, done: number[], wait: any[], draft?: string }} Kept */
  /** @param {string} [id] @returns {Kept} */
  const kept = (id) => {
    const known = box.get("poll");
    return known && (!id || known.id == id) ? known : { id: id || "", done: [], wait: [] };
  };
  /** @param {string} id @param {Partial<Kept>} more */
  const keep = (id, more) => box.set("poll", { ...kept(id), ...more });

  /** @param {any} frame @param {number} [tries] */
  function tell(frame, tries = TRIES) {
    if (!tries || !kept().wait.some(({ client_id }) => client_id == frame.client_id)) return;
    session.wish(frame);
    setTimeout(() => tell(frame, tries - 1), AGAIN);
  }

  /** @param {{ client_id?: string, code?: string }} answer */
  function settle({ client_id, code }) {
    if (!client_id || code == "too_fast") return;
    const { id, wait } = kept();
    if (wait.some((frame) => frame.client_id == client_id))
      keep(id, { wait: wait.filter((frame) => frame.client_id != client_id) });
  }

  session.on("frame.poll", settle);
  session.on("frame.error", settle);
  session.on("reset", () => box.set("poll", null));
  for (const frame of kept().wait) tell(frame);

  return {
    /** Numbers of the questions that are answered. @param {import("../../types.d.ts").Invitation} one */
    done: ({ id, poll }) => [...(poll?.done || []), ...kept(id).done],
    /** Words that are not sent yet. @param {string} id */
    draft: (id) => kept(id).draft || "",
    /** @param {string} id @param {string} draft */
    write: (id, draft) => keep(id, { draft }),
    /** @param {string} id @param {number} question @param {{ chosen?: number[], text?: string }} given */
    give(id, question, given) {
      const frame = { t: "poll", client_id: newId(), invitation: id, question, ...given };
      const { done, wait } = kept(id);
      keep(id, { done: [...done, question], wait: [...wait, frame], draft: "" });
      tell(frame);
    },
  };
}
