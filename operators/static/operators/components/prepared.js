import { html } from "../html.js";
import { fitting, theirWords } from "../models/prepared.js";
import * as state from "../state.js";
import { usePrepared } from "../verbs.js";
import { t } from "../words.js";
import { Icon } from "./icon.js";

const hide = () => {
  state.unprepared.value = new Set(state.unprepared.value).add(state.selected.value);
};

/** What the rule's writer would ask next; the one that fits what the visitor writes stands out. */
export function Prepared() {
  const prepared = state.prepared.value;
  if (!prepared) return null;
  const { rule, replies } = prepared;
  const match = fitting(replies, theirWords(state.previews.value.get(state.selected.value), state.talk.value.items));
  return html`
    <div class="next" role="group" aria-label=${t.preparedBy(rule)}>
      <div class="next__head"><${Icon} name="tree" small /><span class="cut">${t.preparedBy(rule)}</span>
        <button type="button" class="btn btn--bare btn--s" onClick=${hide}>${t.hide}</button></div>
      <ul>${replies.map(({ text }, place) => html`<${Reply} key=${place} place=${place} text=${text} isMatch=${place === match} />`)}</ul>
    </div>
  `;
}

const Reply = ({ place, text, isMatch }) => html`
  <li><button type="button" class=${`opt ${isMatch ? "is-match" : ""}`} onClick=${() => usePrepared(place)}>
    <kbd><span class="kbd__mod">Alt${"\u00a0"}</span>${place + 1}</kbd><span>${text}</span>
    ${isMatch && html`<span class="chip chip--good">${t.fitsWhatTheyType}</span>`}</button></li>
`;
