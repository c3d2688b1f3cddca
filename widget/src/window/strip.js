import { el, icon } from "../kit.js";
import { CHECK, OFF } from "./icons.js";

/** The line under the header when the connection is lost, and for a moment when it is back. @param {import("./context.js").Context} cx */
export function makeStrip({ t, session, say }) {
  const element = el("div", { class: "strip", hidden: "" });
  let shown = "";
  function render() {
    const net = session.net();
    const wanted = net == "lost" || net == "back" ? net : "";
    if (wanted == shown) return;
    shown = wanted;
    element.hidden = !wanted;
    if (!wanted) return;
    element.className = `strip ${wanted == "lost" ? "warn" : "ok"}`;
    element.replaceChildren(icon(wanted == "lost" ? OFF : CHECK, "s"), el("span", {}, t(`net.${wanted}`)));
    say(t(`net.${wanted}`));
  }
  return { element, render };
}
