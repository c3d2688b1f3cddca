// How many visits each line alone saw, when somebody asks.

import { element } from "./lines.js";
import { part } from "./reader.js";

export class Counts {
  /** @param {Record<string, string>} words @param {() => any} tree */
  constructor(words, tree) {
    this.words = words;
    this.tree = tree;
    this.place = part("counts");
  }

  start() {
    this.place.hidden = false;
    this.place.querySelector("button")?.addEventListener("click", () => this.run());
  }

  /** The lines say something else now. */
  clear() {
    for (const one of document.querySelectorAll(".builder__count")) one.remove();
    part("counted").textContent = "";
  }

  async run() {
    const token = /** @type {HTMLInputElement} */ (document.querySelector("[name=csrfmiddlewaretoken]")).value;
    const site = /** @type {HTMLSelectElement} */ (document.getElementById("id_site")).value;
    const body = JSON.stringify({ conditions: this.tree(), site });
    const headers = { "X-CSRFToken": token, "Content-Type": "application/json" };
    this.clear();
    try {
      const answer = await fetch(this.place.dataset.address ?? "", { method: "POST", headers, body });
      const { error, visits, lines } = await answer.json();
      if (error) part("counted").textContent = error;
      else this.show(visits, lines);
    } catch {
      part("counted").textContent = this.words.uncounted;
    }
  }

  /** @param {number} visits @param {Record<string, number>} lines */
  show(visits, lines) {
    const language = document.documentElement.lang;
    const said = (/** @type {number} */ count) => count.toLocaleString(language);
    for (const line of document.querySelectorAll(".builder__line")) {
      const count = lines[line.getAttribute("data-path") ?? ""];
      if (count !== undefined)
        line.append(
          element("small", { className: "builder__count" }, this.words.visits.replace("{count}", said(count))),
        );
    }
    part("counted").textContent = this.words.counted.replace("{count}", said(visits));
  }
}
