"""Writes docs/rules.md from the catalogue of facts; a test compares, and with UPDATE_DOCS=1 it writes."""

from itertools import groupby
from pathlib import Path

from chatdesk.triggers.engine.facts import FACTS
from chatdesk.triggers.engine.kinds import Fact, Kind
from chatdesk.triggers.engine.operators import OPERATORS

PAGE = Path(__file__).with_name("rules.md")

HEAD = """# What a rule may ask

Made from `chatdesk/triggers/engine/{facts,operators}.py`; a test compares. The names in the first column stand in
the JSON of a rule: `{"group": "all", "of": [{"fact": "page_url", "op": "contains", "value": "/reactors"}]}`. Groups
are `all`, `any` and `none`, at most four deep, with at most 100 conditions together. A count compares with two numbers,
how often and within how many of the last seconds, 0 for the whole visit:
`{"fact": "events", "of": "compared", "op": "at_least", "value": [2, 60]}`.
"""


def page() -> str:
    """The whole page."""
    lines = [HEAD]
    for group, facts in groupby(FACTS.values(), key=lambda fact: str(fact.group)):
        lines += [f"## {group}", "", "| fact | menu | kind |", "|---|---|---|"]
        lines += [f"| `{fact.name}` | {fact.label} | {_kind(fact)} |" for fact in facts]
        lines.append("")
    lines += ["## How it is compared", "", "| kind | op | menu | if the fact is not known |", "|---|---|---|---|"]
    for kind in Kind:
        for operator in OPERATORS[kind].values():
            lines.append(f"| {kind} | `{operator.name}` | {operator.label} | {str(operator.unknown).lower()} |")
    return "\n".join(lines) + "\n"


def _kind(fact: Fact) -> str:
    if fact.of:
        return f"{fact.kind}, with `of`: {fact.of}"
    choices = ", ".join(f"`{name}`" for name, _label in fact.choices)
    return f"{fact.kind}: {choices}" if choices else str(fact.kind)
