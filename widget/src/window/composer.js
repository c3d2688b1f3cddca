import { el } from "../kit.js";
import { SEND } from "./icons.js";
import { iconButton } from "./parts.js";

const LONGEST = 5000; // characters; the server takes no more
const PREVIEW = 400; // ms between two frames of what is being typed
const DRAFT = 300; // ms of rest before the draft is written down

/**
 * The field. What is typed is kept as a draft and, masked, shown to the operator.
 * @param {import("./context.js").Context} cx
 */
export function makeComposer(cx) {
  const { t, session } = cx;
  const { box } = session;
  const field = el("textarea", { rows: "1", maxlength: LONGEST, part: "field" });
  const button = iconButton(
    "send",
    t("send"),
    SEND,
    { type: "submit", part: "send", "aria-disabled": "true" },
    "strong",
  );
  const element = el("form", { class: "cmp" }, el("div", { class: "fld" }, field, button));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let draft;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let preview;
  let previewed = "";

  function restore() {
    field.value = box.get("draft") || "";
    fit();
  }

  /** The button and the height follow the text. */
  function fit() {
    button.setAttribute("aria-disabled", String(!field.value.trim()));
    if (CSS.supports("field-sizing", "content")) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }

  function typed() {
    fit();
    clearTimeout(draft);
    draft = setTimeout(keep, DRAFT);
    preview ||= setTimeout(() => cx.withExtras(showPreview), PREVIEW);
  }

  function keep() {
    box.set("draft", field.value);
  }

  /** @param {import("./context.js").Extras} extras */
  function showPreview({ maskCards }) {
    preview = undefined;
    const text = maskCards(field.value);
    if (text != previewed && !session.preview(text)) typed();
    else previewed = text;
  }

  /** @param {string} text */
  function write(text) {
    field.value = text;
    typed();
  }

  function send() {
    const text = field.value.trim();
    if (!text) return;
    write("");
    clearTimeout(preview);
    preview = undefined;
    previewed = "";
    box.set("draft", "");
    cx.send(text);
  }

  field.oninput = typed;
  addEventListener("pagehide", keep, { signal: cx.signal });
  field.onkeydown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key != "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  button.onmousedown = (/** @type {Event} */ event) => event.preventDefault(); // focus stays in the field
  element.onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    send();
  };
  restore();
  cx.follow("box.draft", () => {
    if (field.getRootNode().activeElement != field) restore();
  });

  return {
    element,
    field,
    write,
    restore,
    render() {
      const label = cx.extra()?.fieldLabel() || t("field");
      field.placeholder = label;
      field.setAttribute("aria-label", label);
    },
  };
}
