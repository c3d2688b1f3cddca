// The rule builder: menus over the field that the form sends.

import { Counts } from "./counts.js";
import { addButton, blame, blank, element, iconButton, menu, valueField, whichField } from "./lines.js";
import { Machine } from "./machine.js";
import { part, Reader } from "./reader.js";
import { at, drop, insert, isGroup, MOST_DEEP, move, remove } from "./tree.js";

/** @typedef {import("./tree.js").Group} Group */
/** @typedef {import("./tree.js").Condition} Condition */
class Builder {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.field = /** @type {HTMLTextAreaElement} */ (place.querySelector("textarea"));
    this.tree = part("tree");
    /** @type {import("./lines.js").Catalogue} */
    this.catalogue = JSON.parse(document.getElementById("builder-catalogue")?.textContent ?? "");
    this.words = this.catalogue.words;
    this.facts = new Map(this.catalogue.facts.map((fact) => [fact.name, fact]));
    /** @type {string[]} */
    this.past = [];
    const sources = this.facts.get("source_kind")?.choices ?? [];
    this.machine = new Machine(this.words, () => this.rule, sources);
    this.counts = new Counts(this.words, () => this.rule);
    this.reader = new Reader(place, this.words, { tree: () => this.rule, mark: (path, why) => this.mark(path, why) });
  }

  start() {
    try {
      this.rule = /** @type {Group} */ (JSON.parse(this.field.value));
      if (!isGroup(this.rule)) return;
    } catch {
      return; // Nobody but a hand wrote this: it stays as it is, to be mended by hand.
    }
    this.field.hidden = true;
    for (const name of ["tree", "words", "beside"]) part(name).hidden = false;
    part("undo")
      .querySelector("button")
      ?.addEventListener("click", () => this.undo());
    this.draw();
    this.mark(JSON.parse(this.field.dataset.wrong ?? "null"));
    this.reader.start();
    this.machine.start();
    this.counts.start();
  }

  // Drawing

  /** @param {string} [focus] the key of what gets the focus */
  draw(focus) {
    this.tree.replaceChildren(this.group(this.rule, []));
    if (focus) /** @type {HTMLElement | null} */ (this.tree.querySelector(`[data-key="${focus}"]`))?.focus();
  }

  /** @param {Group} group @param {number[]} path @returns {HTMLElement} */
  group(group, path) {
    const { words } = this;
    const kinds = /** @type {[string, string][]} */ (["all", "any", "none"].map((kind) => [kind, words[kind]]));
    const joined = menu(words.group, kinds, group.group);
    joined.dataset.key = `${path}:group`;
    joined.addEventListener("change", () => {
      this.change(() => {
        group.group = /** @type {Group["group"]} */ (joined.value);
      }, joined.dataset.key);
    });
    const head = element("div", { className: "builder__head" }, joined);
    head.append(element("span", {}, group.group === "none" ? words.may : words.must));
    if (path.length) head.append(this.tools(path));
    const lines = group.of.map((node, place) => this.line(group, node, [...path, place]));
    const add = element("div", { className: "builder__add" });
    add.append(addButton(words.addCondition, () => this.add(path, this.newCondition()), `${path}:condition`));
    if (path.length + 1 < MOST_DEEP) {
      const made = () => this.add(path, { group: "any", of: [this.newCondition()] });
      add.append(addButton(words.addGroup, made, `${path}:addgroup`));
    }
    const name = `builder__group builder__group--${group.group}`;
    return element("fieldset", { className: name }, element("legend", {}, words.group), head, ...lines, add);
  }

  /** @param {Group} group @param {import("./tree.js").Node} node @param {number[]} path */
  line(group, node, path) {
    const joining = path[path.length - 1] ? (group.group === "all" ? this.words.and : this.words.or) : "";
    const join = element("span", { className: "builder__join" }, joining);
    if (isGroup(node)) return element("div", { className: "builder__nest" }, join, this.group(node, path));
    const line = element(
      "div",
      { className: "builder__line", "data-path": String(path) },
      join,
      ...this.fields(node, path),
    );
    this.draggable(line, path);
    return line;
  }

  /**
   * The menus stay where they are while others change beside them: who types in one is not interrupted.
   * @param {Condition} condition @param {number[]} path
   */
  fields(condition, path) {
    const facts = this.catalogue.facts.map(({ name, label, group }) => /** @type {const} */ ([name, label, group]));
    const what = menu(this.words.fact, facts, condition.fact);
    what.dataset.key = `${path}:fact`;
    let value = this.value(condition, path);
    const newValue = () => {
      const made = this.value(condition, path);
      value.replaceWith(made);
      value = made;
    };
    let how = this.how(condition, path, newValue);
    let which = this.which(condition, path);
    const newComparison = () => {
      const asked = this.which(condition, path);
      which.replaceWith(asked);
      which = asked;
      const made = this.how(condition, path, newValue);
      how.replaceWith(made);
      how = made;
      newValue();
    };
    what.addEventListener("change", () => this.act(() => this.refer(condition, what.value), newComparison));
    return [element("div", { className: "builder__what" }, what, which), how, value, this.tools(path)];
  }

  /** @param {Condition} condition @param {number[]} path @returns {HTMLElement} */
  which(condition, path) {
    const fact = this.fact(condition);
    if (!fact.of) return element("span", { className: "builder__none" });
    const changed = (/** @type {string} */ of) => {
      condition.of = of;
      this.store();
    };
    return whichField(fact, condition.of ?? "", changed, `${path}:of`);
  }

  /** @param {Condition} condition @param {number[]} path @param {() => void} redraw */
  how(condition, path, redraw) {
    const options = this.operators(condition).map(({ name, label }) => /** @type {const} */ ([name, label]));
    const how = menu(this.words.operator, options, condition.op);
    how.dataset.key = `${path}:op`;
    how.addEventListener("change", () => this.act(() => this.compare(condition, how.value), redraw));
    return how;
  }

  /** @param {Condition} condition @param {number[]} path @returns {HTMLElement} */
  value(condition, path) {
    const takes = this.operators(condition).find(({ name }) => name === condition.op)?.takesValue;
    if (!takes) return element("span", { className: "builder__none" });
    const changed = (/** @type {any} */ value) => {
      condition.value = value;
      this.store();
    };
    return valueField(this.fact(condition), condition.value, this.words, changed, `${path}:value`);
  }

  /** @param {Condition} condition */
  fact(condition) {
    return this.facts.get(condition.fact) ?? this.catalogue.facts[0];
  }

  /** @param {Condition} condition */
  operators(condition) {
    return this.catalogue.operators[this.fact(condition).kind];
  }

  /** @param {number[]} path */
  tools(path) {
    const { words } = this;
    const shift = (/** @type {1 | -1} */ step) => () => {
      let now = path;
      this.change(() => {
        now = move(this.rule, path, step);
      });
      this.draw(`${now}:${step < 0 ? "up" : "down"}`);
    };
    const gone = () => {
      const above = path.slice(0, -1);
      this.change(() => remove(this.rule, path), `${above}:condition`, words.removed);
    };
    const tools = element("span", { className: "builder__tools" });
    tools.append(iconButton(words.up, "keyboard_arrow_up", shift(-1), `${path}:up`));
    tools.append(iconButton(words.down, "keyboard_arrow_down", shift(1), `${path}:down`));
    tools.append(iconButton(words.remove, "close", gone, `${path}:remove`));
    return tools;
  }

  /** @param {HTMLElement} line @param {number[]} path */
  draggable(line, path) {
    const handle = element(
      "span",
      { className: "builder__drag", title: this.words.drag, draggable: true, ariaHidden: "true" },
      "⠿",
    );
    line.firstElementChild?.append(handle);
    handle.addEventListener("dragstart", (event) => {
      this.dragged = path;
      event.dataTransfer?.setDragImage(line, 0, 0);
    });
    line.addEventListener("dragover", (event) => {
      if (this.dragged) event.preventDefault();
    });
    line.addEventListener("drop", (event) => {
      event.preventDefault();
      const from = this.dragged;
      this.dragged = undefined;
      if (from) this.change(() => drop(this.rule, from, path), "", this.words.moved);
    });
  }

  // Changing

  newCondition() {
    const fact = this.catalogue.facts[0];
    return { fact: fact.name, op: this.catalogue.operators[fact.kind][0].name, value: blank(fact) };
  }

  /** @param {Condition} condition @param {string} name */
  refer(condition, name) {
    const before = this.fact(condition).kind;
    condition.fact = name;
    const { kind, choices, of } = this.fact(condition);
    if (of) condition.of = "";
    else delete condition.of;
    if (kind === before && !choices.length) return;
    condition.value = blank(this.fact(condition));
    this.compare(condition, this.operators(condition)[0].name);
  }

  /** @param {Condition} condition @param {string} name */
  compare(condition, name) {
    condition.op = name;
    const takes = this.operators(condition).find((operator) => operator.name === name)?.takesValue;
    if (!takes) delete condition.value;
    else condition.value ??= blank(this.fact(condition));
  }

  /** @param {number[]} group @param {import("./tree.js").Node} node */
  add(group, node) {
    let path = group;
    this.change(() => {
      path = insert(this.rule, group, /** @type {Group} */ (at(this.rule, group)).of.length, node);
    });
    this.draw(`${isGroup(node) ? [...path, 0] : path}:fact`);
  }

  /** @param {() => void} change @param {() => void} redraw */
  act(change, redraw) {
    this.past.push(JSON.stringify(this.rule));
    change();
    this.store();
    redraw();
    part("undo").hidden = true;
  }

  /** @param {() => void} change @param {string} [focus] @param {string} [done] what may be undone */
  change(change, focus, done) {
    this.act(change, () => this.draw(focus));
    part("undo").hidden = !done;
    if (done) part("done").textContent = done;
  }

  undo() {
    const before = this.past.pop();
    if (!before) return;
    this.rule = JSON.parse(before);
    this.store();
    this.draw(":condition");
    part("undo").hidden = true;
  }

  store() {
    this.field.value = JSON.stringify(this.rule);
    this.reader.soon();
    this.machine.stale();
    this.counts.clear();
  }

  /** @param {number[] | null} path of the line that is wrong @param {string} [why] */
  mark(path, why = "") {
    for (const line of this.tree.querySelectorAll(".builder__line")) {
      const wrong = path !== null && line.getAttribute("data-path") === String(path);
      line.classList.toggle("builder__line--wrong", wrong);
      blame(line, wrong, why);
    }
  }
}

for (const place of document.querySelectorAll("[data-builder]"))
  new Builder(/** @type {HTMLElement} */ (place)).start();
