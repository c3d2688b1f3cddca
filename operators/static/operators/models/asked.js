/** What an operator asked by hand lately, in this browser: the latest first. */

const MOST = 5;

export class Asked {
  #storage;
  #key;

  constructor(storage, owner) {
    this.#storage = storage;
    this.#key = `desk:${owner}:asked`;
  }

  /** @returns {string[]} */
  list() {
    try {
      const kept = JSON.parse(this.#storage.getItem(this.#key) ?? "[]");
      return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  }

  add(text) {
    const kept = [text, ...this.list().filter((one) => one !== text)].slice(0, MOST);
    this.#storage.setItem(this.#key, JSON.stringify(kept));
  }
}
