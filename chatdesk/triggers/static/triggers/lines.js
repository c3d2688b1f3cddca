// What the builder is drawn with: elements, menus, and a field for each kind of value.

/** @typedef {{name: string, label: string, kind: string, group: string, of: string, choices: [string, string][]}} Fact */
/** @typedef {{name: string, label: string, takesValue: boolean}} Operator */
/** @typedef {{facts: Fact[], operators: Record<string, Operator[]>, words: Record<string, string>}} Catalogue */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, any>} [set] @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, set = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(set)) {
    if (name in made && name !== "list") /** @type {any} */ (made)[name] = value;
    else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/** @param {string} label @param {string} icon @param {() => void} onclick @param {string} key */
export const iconButton = (label, icon, onclick, key) =>
  element(
    "button",
    { type: "button", className: "builder__icon", title: label, ariaLabel: label, onclick, "data-key": key },
    element("span", { className: "material-symbols-outlined", ariaHidden: "true", translate: false }, icon),
  );

/** @param {string} word @param {() => void} onclick @param {string} key */
export const addButton = (word, onclick, key) =>
  element("button", { type: "button", className: "builder__button", onclick, "data-key": key }, `+ ${word}`);

/** @param {string} label @param {(readonly [string, string, string?])[]} options value, label, group @param {string} chosen */
export function menu(label, options, chosen) {
  const select = element("select", { ariaLabel: label, className: "builder__field" });
  /** @type {Map<string, HTMLOptGroupElement>} */
  const groups = new Map();
  for (const [value, text, group] of options) {
    const option = element("option", { value, selected: value === chosen }, text);
    if (!group) {
      select.append(option);
      continue;
    }
    if (!groups.has(group)) groups.set(group, select.appendChild(element("optgroup", { label: group })));
    groups.get(group)?.append(option);
  }
  return select;
}

/** What a new condition of a kind compares with. @param {Fact} fact */
export const blank = ({ kind, choices }) =>
  ({
    number: 1,
    count: [1, 0],
    choice: [choices[0]?.[0]],
    weekday: [choices[0]?.[0]],
    time: ["09:00", "18:00"],
    text: "",
  })[kind];

/**
 * The field for the value of a condition.
 * @param {Fact} fact @param {any} value @param {Record<string, string>} words @param {(value: any) => void} changed
 * @param {string} key
 */
export function valueField(fact, value, words, changed, key) {
  if (fact.choices.length) return choices(fact, value, words, changed, key);
  if (fact.kind === "time") return span(fact, value, words, changed, key);
  if (fact.kind === "count") return often(fact, value, words, changed, key);
  const number = fact.kind === "number";
  const input = element("input", {
    type: number ? "number" : "text",
    className: "builder__field",
    ariaLabel: words.value,
    value: value ?? "",
    "data-key": key,
  });
  if (number) Object.assign(input, { min: "0", step: "any", inputMode: "decimal" });
  else input.setAttribute("list", `builder-${fact.name}`);
  input.addEventListener("input", () => changed(number && input.value !== "" ? Number(input.value) : input.value));
  return input;
}

/** @type {typeof valueField} */
function choices(fact, value, words, changed, key) {
  const chosen = new Set(Array.isArray(value) ? value : [value]);
  const said = () => fact.choices.flatMap(([name, label]) => (chosen.has(name) ? [label] : [])).join(", ");
  const summary = element("summary", { className: "builder__field", "data-key": key }, said() || words.choose);
  const boxes = fact.choices.map(([name, label]) => {
    const box = element("input", { type: "checkbox", checked: chosen.has(name) });
    box.addEventListener("change", () => {
      chosen[box.checked ? "add" : "delete"](name);
      summary.textContent = said() || words.choose;
      changed(fact.choices.flatMap(([one]) => (chosen.has(one) ? [one] : [])));
    });
    return element("label", {}, box, label);
  });
  const list = element("div", { role: "group", ariaLabel: words.value, className: "builder__choices" }, ...boxes);
  return element("details", { className: "builder__choice" }, summary, list);
}

/** @type {typeof valueField} */
function span(_fact, value, words, changed, key) {
  const times = [value?.[0] ?? "", value?.[1] ?? ""];
  const inputs = [words.from, words.until].map((label, place) => {
    const input = element("input", {
      type: "time",
      className: "builder__field",
      ariaLabel: label,
      value: times[place],
    });
    input.addEventListener("input", () => {
      times[place] = input.value;
      changed([...times]);
    });
    return input;
  });
  inputs[0].dataset.key = key;
  return element("div", { className: "builder__span" }, ...inputs);
}

/** How often, and within how many seconds; 0 of them are the whole visit. @type {typeof valueField} */
function often(_fact, value, words, changed, key) {
  const numbers = [value?.[0] ?? 1, value?.[1] ?? 0];
  const inputs = [words.times, words.within].map((label, place) => {
    const input = element("input", {
      type: "number",
      className: "builder__field",
      ariaLabel: label,
      title: label,
      min: place ? "0" : "1",
      inputMode: "numeric",
      placeholder: place ? words.wholeVisit : "",
      value: place && !numbers[place] ? "" : numbers[place],
    });
    input.addEventListener("input", () => {
      numbers[place] = Number(input.value);
      changed([...numbers]);
    });
    return input;
  });
  inputs[0].dataset.key = key;
  return element("div", { className: "builder__span builder__often" }, inputs[0], "×", inputs[1], words.seconds);
}

/**
 * The field that says which event, element or attribute is meant.
 * @param {Fact} fact @param {string} of @param {(of: string) => void} changed @param {string} key
 */
export function whichField(fact, of, changed, key) {
  const input = element("input", {
    type: "text",
    className: "builder__field",
    ariaLabel: fact.of,
    placeholder: fact.of,
    value: of,
    maxLength: 200,
    "data-key": key,
    list: `builder-${fact.name}.of`,
  });
  input.addEventListener("input", () => changed(input.value));
  return input;
}

/**
 * Says under a line what is wrong with it, to eyes and to readers of screens; or takes that back.
 * @param {Element} line @param {boolean} wrong @param {string} why
 */
export function blame(line, wrong, why) {
  const field = line.querySelector('[data-key$=":value"]') ?? line.querySelector('[data-key$=":fact"]');
  const id = `wrong-${line.getAttribute("data-path")}`;
  line.querySelector(".builder__wrong")?.remove();
  for (const name of ["aria-invalid", "aria-describedby"]) field?.removeAttribute(name);
  if (!wrong || !field) return;
  field.setAttribute("aria-invalid", "true");
  if (!why) return;
  field.setAttribute("aria-describedby", id);
  line.append(element("p", { className: "builder__wrong", id }, why));
}
