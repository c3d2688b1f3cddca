// The list of rules, put in order: by dragging a line, or by the arrows in it. Lines of one site move among themselves.

import { element } from "./lines.js";

class Line {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.row = /** @type {HTMLElement} */ (place.closest("tbody"));
    this.rule = Number(place.dataset.order);
    this.site = place.dataset.site;
  }

  /** @param {string} name */
  word(name) {
    return this.place.dataset[name] ?? "";
  }
}

class Order {
  /** @param {Line[]} lines */
  constructor(lines) {
    this.lines = lines;
    this.status = element("p", { className: "order__said", role: "status" });
  }

  start() {
    document.querySelector("#result_list")?.before(this.status);
    for (const line of this.lines) {
      line.place.hidden = false;
      for (const button of line.place.querySelectorAll("button"))
        button.addEventListener("click", () => this.step(line, Number(button.dataset.step), button));
      this.draggable(line);
    }
  }

  /** @param {Line} line */
  siblings(line) {
    return this.lines.filter(({ site }) => site === line.site);
  }

  /** @param {Line} line @param {number} by @param {HTMLElement} button */
  step(line, by, button) {
    const siblings = this.siblings(line);
    const other = siblings[siblings.indexOf(line) + by];
    if (other) this.move(line, other, by > 0);
    button.focus();
  }

  /** @param {Line} line */
  draggable(line) {
    const handle = /** @type {HTMLElement} */ (line.place.querySelector(".order__handle"));
    handle.addEventListener("dragstart", (event) => {
      this.dragged = line;
      event.dataTransfer?.setDragImage(line.row, 0, 0);
    });
    line.row.addEventListener("dragover", (event) => {
      if (this.dragged?.site === line.site) event.preventDefault();
    });
    line.row.addEventListener("drop", (event) => {
      event.preventDefault();
      const dragged = this.dragged;
      this.dragged = undefined;
      if (!dragged || dragged === line) return;
      const siblings = this.siblings(line);
      this.move(dragged, line, siblings.indexOf(dragged) < siblings.indexOf(line));
    });
  }

  /** @param {Line} line @param {Line} other @param {boolean} after */
  async move(line, other, after) {
    other.row[after ? "after" : "before"](line.row);
    const rest = this.lines.filter((one) => one !== line);
    rest.splice(rest.indexOf(other) + (after ? 1 : 0), 0, line);
    this.lines = rest;
    const siblings = this.siblings(line);
    const next = siblings[siblings.indexOf(line) + 1];
    try {
      this.number(await this.tell(line, next));
      this.status.textContent = line.word("moved").replace("{n}", String(siblings.indexOf(line) + 1));
    } catch {
      this.status.textContent = line.word("failed");
      location.reload();
    }
  }

  /** @param {Line} line @param {Line | undefined} next */
  async tell(line, next) {
    const token = /** @type {HTMLInputElement} */ (document.querySelector("[name=csrfmiddlewaretoken]")).value;
    const body = JSON.stringify({ rule: line.rule, before: next ? next.rule : null });
    const headers = { "X-CSRFToken": token, "Content-Type": "application/json" };
    const answer = await fetch(line.word("address"), { method: "POST", headers, body });
    if (!answer.ok) throw new Error(String(answer.status));
    return /** @type {Record<string, number>} */ ((await answer.json()).numbers);
  }

  /** @param {Record<string, number>} numbers */
  number(numbers) {
    for (const line of this.lines) {
      const cell = line.row.querySelector(".field-priority");
      if (cell && line.rule in numbers) cell.textContent = String(numbers[line.rule]);
    }
  }
}

const places = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-order]"));
const asked = new URLSearchParams(location.search);
// Sorted otherwise, searched or filtered, neighbours in the list are no neighbours in the order.
if (!["o", "p", "q", "enabled__exact"].some((name) => asked.has(name)))
  new Order([...places].map((place) => new Line(place))).start();
