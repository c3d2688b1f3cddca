import { html } from "../html.js";
import * as roster from "../roster.js";
import { t } from "../words.js";
import { Flat } from "./flat.js";
import { Icon } from "./icon.js";

/** What every rule thinks of the visitor: each condition, what it saw, the verdict (A25). */
export function Why() {
  const told = roster.opinions.value;
  if (!told) return html`<${Flat} rows=${6} />`;
  if (!told.opinions.length) return html`<p class="dim">${t.noRules}</p>`;
  return html`
    ${told.opinions.map((rule, at) => html`<${Opinion} key=${rule.name} rule=${rule} number=${at + 1} />`)}
    ${told.more > 0 && html`<p class="help">${t.moreRules(told.more)}</p>`}
  `;
}

const Opinion = ({ rule, number }) => html`
  <section><h4 class="rulehead"><${Icon} name=${rule.speaks ? "tick" : "close"} />${number} · ${rule.name}</h4>
    <p class="dim">${rule.verdict}</p>
    <ul class="why">${rule.lines.map((line, at) => html`<${Condition} key=${at} line=${line} />`)}</ul></section>
`;

const Condition = ({ line }) => html`
  <li class=${line.holds ? "yes" : "no"} style=${{ paddingLeft: `${line.depth * 14}px` }}><${Icon} name=${line.holds ? "tick" : "close"} small />
    <span><span class="sr">${line.holds ? t.holds : t.holdsNot}: </span>${line.words}${line.seen && html`<small>${t.saw(line.seen)}</small>`}</span></li>
`;

/** The way to a new rule, for who may write one. */
export const Rule = () =>
  roster.opinions.value?.new_rule &&
  html`<a class="btn btn--go" href=${roster.opinions.value.new_rule} target="_blank" rel="noopener">${t.makeRule}</a>`;
