// The time machine: what the conditions, as they stand, would have done with the visits of the last days.

import { rows } from "./examples.js";
import { element } from "./lines.js";
import { part } from "./reader.js";
import { schedule, watchSchedule } from "./schedule.js";

const ASK_AGAIN_MILLISECONDS = 400;
const DAYS = 7;
const HEIGHT = 48;

/**
 * @typedef {{invited: number, newly: number, visits: number, displaced: [string, number][], hours: number[],
 *   examples: import("./examples.js").Example[], failed?: boolean}} Outcome
 */

export class Machine {
  /** @param {Record<string, string>} words @param {() => any} tree @param {[string, string][]} sources */
  constructor(words, tree, sources) {
    this.words = words;
    this.sources = sources;
    this.tree = tree;
    this.place = part("machine");
    this.question = /** @type {HTMLTextAreaElement} */ (document.getElementById("id_text"));
    this.site = /** @type {HTMLSelectElement} */ (document.getElementById("id_site"));
    this.progress = /** @type {HTMLProgressElement} */ (part("progress"));
    this.button = /** @type {HTMLButtonElement} */ (part("run"));
  }

  start() {
    this.place.hidden = false;
    this.button.addEventListener("click", () => this.run());
    watchSchedule(() => this.stale());
  }

  /** What was found belongs to other conditions now. */
  stale() {
    if (part("outcome").hidden || part("outcome").classList.contains("is-stale")) return;
    part("outcome").classList.add("is-stale");
    part("said").textContent = this.words.stale;
  }

  async run() {
    this.button.disabled = true;
    part("said").textContent = "";
    try {
      const answer = await this.ask(
        "POST",
        JSON.stringify({
          conditions: this.tree(),
          text: this.question.value,
          site: this.site.value,
          schedule: schedule(),
        }),
      );
      if (answer.error) part("said").textContent = answer.error;
      else await this.wait(answer.run);
    } catch {
      part("said").textContent = this.words.machineFailed;
    }
    this.progress.hidden = true;
    this.button.disabled = false;
  }

  /** @param {string} run */
  async wait(run) {
    this.progress.hidden = false;
    this.progress.removeAttribute("value");
    for (;;) {
      const { done, total, outcome } = await this.ask("GET", "", `?site=${this.site.value}&run=${run}`);
      if (outcome) return this.show(outcome);
      if (total) Object.assign(this.progress, { max: total, value: done });
      await new Promise((go) => setTimeout(go, ASK_AGAIN_MILLISECONDS));
    }
  }

  /** @param {string} method @param {string} body */
  async ask(method, body, query = "") {
    const token = /** @type {HTMLInputElement} */ (document.querySelector("[name=csrfmiddlewaretoken]")).value;
    const options = body ? { method, body, headers: { "X-CSRFToken": token } } : { method };
    const answer = await fetch(`${this.place.dataset.replay}${query}`, options);
    if (answer.status >= 500 || (method === "GET" && !answer.ok)) throw new Error(String(answer.status));
    return answer.json();
  }

  /** @param {Outcome} outcome */
  show({ invited, newly, visits, displaced, hours, examples, failed }) {
    if (failed) throw new Error("failed");
    const { words } = this;
    /** @type {[string, number][]} */
    const facts = [
      [words.newly, newly],
      ...displaced.map(
        ([name, count]) => /** @type {[string, number]} */ ([words.taken.replace("{name}", name), count]),
      ),
      [words.aDay, Number((invited / DAYS).toPrecision(2))],
    ];
    const language = document.documentElement.lang;
    part("invited").textContent = invited.toLocaleString(language);
    part("facts").replaceChildren(
      ...facts.map(([what, count]) =>
        element("div", {}, element("dt", {}, what), element("dd", {}, count.toLocaleString(language))),
      ),
    );
    part("small").textContent = words.replayed.replace("{count}", visits.toLocaleString(language));
    this.draw(hours);
    part("examples").hidden = !examples.length;
    part("rows").replaceChildren(...rows(examples, this.place.dataset.why ?? "", words, this.sources));
    part("outcome").hidden = false;
    part("outcome").classList.remove("is-stale");
    part("said").textContent = "";
  }

  /** @param {number[]} hours */
  draw(hours) {
    const most = Math.max(1, ...hours);
    const bars = hours.map((count, hour) => {
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const height = Math.round((count / most) * HEIGHT);
      for (const [name, value] of Object.entries({ x: hour * 10, y: HEIGHT - height, width: 8, height }))
        bar.setAttribute(name, String(value));
      return bar;
    });
    this.place.querySelector("svg")?.replaceChildren(...bars);
  }
}
