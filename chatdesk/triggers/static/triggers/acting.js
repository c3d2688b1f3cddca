// What a rule does: only the fields that it needs, and a small picture of what the visitor sees.

/** @template {HTMLElement} T @param {string} name @returns {T | null} */
const field = (name) => /** @type {T | null} */ (document.getElementById(`id_${name}`));
/** The line of a field. @param {string} name @returns {HTMLElement | null} */
const row = (name) => document.querySelector(`.field-line.field-${name}`);

/** What only one action needs. */
const FIELDS = { banner: ["banner_link", "banner_opens", "banner_place"], poll: ["poll"] };
/** What the visitor sees then is no bubble with the question alone. */
const OTHER_THAN_BUBBLE = ["banner", "glow"];

class Acting {
  /** @param {HTMLSelectElement} action */
  constructor(action) {
    this.action = action;
    this.figures = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-figure]"));
    this.bubble = /** @type {HTMLElement | null} */ (document.querySelector("[data-beside] .builder__preview"));
  }

  start() {
    this.action.addEventListener("change", () => this.show());
    field("banner_place")?.addEventListener("change", () => this.show());
    for (const name of ["question", "person", "initials"]) this.mirror(name);
    this.show();
  }

  show() {
    const { value } = this.action;
    for (const figure of this.figures) figure.hidden = figure.dataset.figure !== value;
    for (const [action, names] of Object.entries(FIELDS))
      for (const name of names) {
        const place = row(name);
        if (place) place.hidden = action !== value && !place.matches(".errors, :has(.errors)");
      }
    if (this.bubble) this.bubble.hidden = OTHER_THAN_BUBBLE.includes(value);
    const inside = /** @type {HTMLSelectElement | null} */ (field("banner_place"))?.value === "window";
    const places = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-place]"));
    for (const one of places) one.hidden = (one.dataset.place === "window") !== inside;
  }

  /** The question as the server reads it stands in the pictures too. @param {string} name */
  mirror(name) {
    const source = document.querySelector(`[data-${name}]`);
    if (!source) return;
    const copy = () => {
      for (const one of document.querySelectorAll(`[data-figure-${name}]`)) one.textContent = source.textContent;
    };
    new MutationObserver(copy).observe(source, { childList: true, characterData: true, subtree: true });
    copy();
  }
}

const action = /** @type {HTMLSelectElement | null} */ (field("action"));
if (action) new Acting(action).start();
