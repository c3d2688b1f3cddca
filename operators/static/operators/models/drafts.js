/** Drafts live per conversation and survive a reload. */

export class Drafts {
  #storage;
  #prefix;

  constructor(storage, owner) {
    this.#storage = storage;
    this.#prefix = `desk:${owner}:draft:`;
  }

  get(conversation) {
    return this.#storage.getItem(this.#prefix + conversation) ?? "";
  }

  set(conversation, text) {
    if (text) this.#storage.setItem(this.#prefix + conversation, text);
    else this.#storage.removeItem(this.#prefix + conversation);
  }
}
