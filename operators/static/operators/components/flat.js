import { useEffect, useState } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../words.js";

/** Milliseconds before something that loads is drawn as flat blocks. */
const SOON = 300;

/** Flat blocks in the height of rows: something is on its way. @param {{rows: number}} props */
export function Flat({ rows }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SOON);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate) return null;
  return html`
    <div class="flat" role="status"><span class="sr">${t.loadingText}</span>
      ${Array.from({ length: rows }, (_, place) => html`<span key=${place} class="flat__row"></span>`)}</div>
  `;
}
