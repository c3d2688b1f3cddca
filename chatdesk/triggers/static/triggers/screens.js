// The preview of a question on a desktop and on a phone: one choice for all previews of the page.

import { element } from "./lines.js";

const { words } = JSON.parse(document.getElementById("builder-catalogue")?.textContent ?? "");
/** @type {[HTMLButtonElement, boolean][]} */
const buttons = [];

/** @param {boolean} phone */
function show(phone) {
  for (const stage of document.querySelectorAll(".builder__stage"))
    stage.classList.toggle("builder__stage--phone", phone);
  for (const [button, itsPhone] of buttons) button.ariaPressed = String(itsPhone === phone);
}

/** @param {string} word @param {boolean} phone */
function screenButton(word, phone) {
  const button = element("button", { type: "button", className: "builder__button", onclick: () => show(phone) }, word);
  buttons.push([button, phone]);
  return button;
}

for (const title of document.querySelectorAll(".builder__preview h3")) {
  const group = element("div", { className: "builder__screens", role: "group", ariaLabel: title.textContent });
  group.append(screenButton(words.desktop, false), screenButton(words.phone, true));
  title.after(group);
}
for (const stage of document.querySelectorAll(".builder__stage"))
  stage.append(element("span", { className: "builder__launcher", ariaHidden: "true" }));
show(false);
