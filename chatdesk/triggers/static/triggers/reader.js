// A rule that is being written, read back by the server: in words, as a bubble, by its tone; and values of the site.

import { limits, watchLimits } from "./limits.js";
import { element } from "./lines.js";
import { schedule, watchSchedule } from "./schedule.js";

/** @typedef {import("./tree.js").Group} Group */
/** @typedef {{text: string, is_value: boolean}} Part */
/**
 * @typedef {{words: Part[], problem: {path: number[], message: string} | null, limits: string, times: string, question: string, person: string, note: string,
 *   remarks: {good: boolean, text: string}[]}} Reading
 */

const REST_MILLISECONDS = 300;

/** @param {string} name @returns {HTMLElement} */
export const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));

export class Reader {
  /**
   * @param {HTMLElement} place @param {Record<string, string>} words
   * @param {{tree: () => Group | undefined, mark: (path: number[] | null, why?: string) => void}} builder
   */
  constructor(place, words, builder) {
    this.place = place;
    this.words = words;
    this.builder = builder;
    this.question = /** @type {HTMLTextAreaElement} */ (document.getElementById("id_text"));
    this.site = /** @type {HTMLSelectElement} */ (document.getElementById("id_site"));
    this.action = /** @type {HTMLSelectElement} */ (document.getElementById("id_action"));
    this.link = /** @type {HTMLInputElement} */ (document.getElementById("id_banner_link"));
    this.asked = 0;
  }

  start() {
    this.question.addEventListener("input", () => this.soon());
    this.action.addEventListener("change", () => this.soon());
    this.link.addEventListener("input", () => this.soon());
    this.site.addEventListener("change", () => this.newSite());
    watchSchedule(() => this.soon());
    watchLimits(() => this.soon());
    this.newSite();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.read(), REST_MILLISECONDS);
  }

  async read() {
    this.asked += 1;
    const mine = this.asked;
    const body = JSON.stringify({
      conditions: this.builder.tree(),
      text: this.question.value,
      site: this.site.value,
      action: this.action.value,
      link: this.link.value,
      schedule: schedule(),
      limits: limits(),
    });
    const token = /** @type {HTMLInputElement} */ (document.querySelector("[name=csrfmiddlewaretoken]")).value;
    try {
      const headers = { "X-CSRFToken": token, "Content-Type": "application/json" };
      const answer = await fetch(this.place.dataset.reading ?? "", { method: "POST", headers, body });
      if (!answer.ok) throw new Error(String(answer.status));
      const reading = /** @type {Reading} */ (await answer.json());
      if (mine === this.asked) this.show(reading);
    } catch {
      if (mine === this.asked) part("sentence").textContent = this.words.unread;
    }
  }

  /** @param {Reading} reading */
  show({ words, problem, limits, times, question, person, remarks, note }) {
    const said = words.map(({ text, is_value }) => (is_value ? element("b", {}, text) : text));
    part("sentence").replaceChildren(...said, problem?.message ?? "");
    part("limits").textContent = limits;
    part("times").textContent = times;
    part("note").textContent = note;
    part("note").hidden = !note;
    this.builder.mark(problem?.path ?? null, problem?.message);
    part("person").textContent = person;
    part("initials").textContent = person.slice(0, 1);
    part("question").textContent = question;
    part("remarks").replaceChildren(
      ...remarks.map(({ good, text }) => element("li", { className: good ? "builder__good" : "builder__bad" }, text)),
    );
  }

  async newSite() {
    this.soon();
    const address = `${this.place.dataset.suggestions}?site=${encodeURIComponent(this.site.value)}`;
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) return;
    const offered = /** @type {Record<string, string[]>} */ (await answer.json());
    for (const old of this.place.querySelectorAll("datalist")) old.remove();
    for (const [fact, values] of Object.entries(offered)) {
      const options = values.map((value) => element("option", { value }));
      this.place.append(element("datalist", { id: `builder-${fact}` }, ...options));
    }
  }
}
