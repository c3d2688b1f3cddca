/**
 * What was sent and is not stored yet: kept until the server says so, also over a reload (A02).
 * Every message has its own key, so two tabs never overwrite each other; `client_id` makes a second send harmless.
 */

const WAITING = "waiting";
const FAILED = "failed";

export class Outbox {
  #storage;
  #prefix;

  /**
   * @param {Storage} storage
   * @param {string} owner id of the member: another person at the same machine never sends these
   */
  constructor(storage, owner) {
    this.#storage = storage;
    this.#prefix = `desk:${owner}:out:`;
  }

  /** Keeps a text to be sent. @returns {any} the entry */
  add(conversation, text, { client_id, at }) {
    const entry = { conversation, text, client_id, at, state: WAITING, why: "" };
    this.#put(entry);
    return entry;
  }

  /** Everything kept, oldest first. */
  entries() {
    const keys = Object.keys(this.#storage).filter((key) => key.startsWith(this.#prefix));
    const found = keys.map((key) => read(this.#storage, key)).filter(Boolean);
    return found.sort((a, b) => a.at - b.at || a.client_id.localeCompare(b.client_id));
  }

  of(conversation) {
    return this.entries().filter((entry) => entry.conversation === conversation);
  }

  waiting() {
    return this.entries().filter((entry) => entry.state === WAITING);
  }

  get(client_id) {
    return read(this.#storage, this.#prefix + client_id);
  }

  /** The message is stored, or its writer took it back. @returns {any} what was kept */
  remove(client_id) {
    const entry = this.get(client_id);
    this.#storage.removeItem(this.#prefix + client_id);
    return entry;
  }

  /** The server will never take it: it keeps its place and says why. */
  fail(client_id, why) {
    const entry = this.get(client_id);
    if (entry) this.#put({ ...entry, state: FAILED, why });
  }

  /** Does this storage key belong to this outbox? */
  owns(key) {
    return Boolean(key?.startsWith(this.#prefix));
  }

  #put(entry) {
    this.#storage.setItem(this.#prefix + entry.client_id, JSON.stringify(entry));
  }
}

/** An entry, or null where the storage holds none or something unreadable. */
function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key) ?? "null");
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
