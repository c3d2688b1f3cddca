// Every further wording of a question: how it looks and sounds, beside its field.

import { element } from "./lines.js";

const REST_MILLISECONDS = 300;
const ANYTHING = { group: "all", of: [] };

class Question {
  /** @param {HTMLTextAreaElement} field @param {string} address of what reads it back */
  constructor(field, address) {
    this.field = field;
    this.address = address;
    this.beside = /** @type {HTMLElement} */ (field.parentElement?.querySelector("[data-asked]"));
    this.asked = 0;
  }

  start() {
    this.field.addEventListener("input", () => this.soon());
    for (const other of ["id_site", "id_action"])
      document.getElementById(other)?.addEventListener("change", () => this.soon());
    this.soon();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.read(), REST_MILLISECONDS);
  }

  async read() {
    this.asked += 1;
    const mine = this.asked;
    this.beside.hidden = !this.field.value.trim();
    if (this.beside.hidden) return;
    const token = /** @type {HTMLInputElement} */ (document.querySelector("[name=csrfmiddlewaretoken]")).value;
    const site = /** @type {HTMLSelectElement} */ (document.getElementById("id_site")).value;
    const action = /** @type {HTMLSelectElement} */ (document.getElementById("id_action")).value;
    const body = JSON.stringify({ conditions: ANYTHING, text: this.field.value, site, action });
    const headers = { "X-CSRFToken": token, "Content-Type": "application/json" };
    const answer = await fetch(this.address, { method: "POST", headers, body }).catch(() => null);
    if (answer?.ok && mine === this.asked) this.show(await answer.json());
  }

  /** @param {import("./reader.js").Reading} reading */
  show({ question, person, remarks }) {
    this.part("person").textContent = person;
    this.part("initials").textContent = person.slice(0, 1);
    this.part("question").textContent = question;
    this.part("remarks").replaceChildren(
      ...remarks.map(({ good, text }) => element("li", { className: good ? "builder__good" : "builder__bad" }, text)),
    );
  }

  /** @param {string} name @returns {HTMLElement} */
  part(name) {
    return /** @type {HTMLElement} */ (this.beside.querySelector(`[data-asked-${name}]`));
  }
}

const address = /** @type {HTMLElement} */ (document.querySelector("[data-reading]")).dataset.reading ?? "";
for (const field of document.querySelectorAll("[data-asks]"))
  new Question(/** @type {HTMLTextAreaElement} */ (field), address).start();
