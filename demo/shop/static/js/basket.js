/** The visitor's basket: slug → pieces. Kept in this browser, shared by its tabs, never sent. */
const KEY = "reactor-and-match.basket";

export class Basket extends EventTarget {
  #storage;
  #pieces;

  constructor(storage) {
    super();
    this.#storage = storage;
    this.reload();
  }

  get count() {
    return Object.values(this.#pieces).reduce((sum, pieces) => sum + pieces, 0);
  }

  piecesOf(slug) {
    return this.#pieces[slug] ?? 0;
  }

  /** Adds one piece; false when the basket takes no more of it. */
  add(slug, most) {
    if (this.piecesOf(slug) >= most) return false;
    this.put(slug, this.piecesOf(slug) + 1);
    return true;
  }

  put(slug, pieces) {
    if (pieces > 0) this.#pieces[slug] = pieces;
    else delete this.#pieces[slug];
    this.#keep();
  }

  clear() {
    this.#pieces = {};
    this.#keep();
  }

  /** Reads again what another tab may have written. */
  reload() {
    this.#pieces = sound(this.#stored());
    this.#tell();
  }

  #stored() {
    try {
      return JSON.parse(this.#storage?.getItem(KEY) ?? "{}");
    } catch (error) {
      if (error instanceof SyntaxError) return {};
      throw error;
    }
  }

  #keep() {
    try {
      this.#storage?.setItem(KEY, JSON.stringify(this.#pieces));
    } catch (error) {
      // A full or forbidden storage: the basket then lives as long as the page.
      if (!(error instanceof DOMException)) throw error;
    }
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

/** The tab's storage, or null where the browser forbids it. */
export function storageOf(view) {
  try {
    return view.localStorage;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function sound(stored) {
  const isCount = ([, pieces]) => Number.isInteger(pieces) && pieces > 0 && pieces < 1000;
  return Object.fromEntries(Object.entries(stored ?? {}).filter(isCount));
}
