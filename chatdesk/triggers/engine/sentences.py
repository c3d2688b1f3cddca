"""Reads a rule back as a sentence in the reader's language. Pure.

The builder, the list of rules and the explanation of a silent rule all speak through this one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from chatdesk.triggers.engine.conditions import Condition, Group, Joined, Node
from chatdesk.triggers.engine.kinds import Kind


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence."""

    text: str
    is_value: bool = False
    """What the writer of the rule put in, to be seen at a glance."""


def sentence(tree: Group) -> str:
    """The whole rule in words."""
    return "".join(part.text for part in parts(tree))


def parts(tree: Group) -> list[Part]:
    """The whole rule in words, its values apart."""
    if not tree.members:
        return [Part(_("Every visitor, on every page, at once."))]
    return [Part(_("When a visitor ")), *_group(tree), Part(".")]


def condition_parts(condition: Condition) -> list[Part]:
    """One condition in words: ``is on a page whose address contains “/reactors”``."""
    fact = condition.fact
    if fact.kind is Kind.YES_NO:
        return [Part(str(fact.lead if condition.operator.name == "yes" else fact.denied))]
    before, _brace, after = str(condition.operator.phrase).partition("{value}")
    start = _lead(condition)
    if not condition.operator.takes_value:
        return [*start, Part(f" {before}")]
    # Quotation marks belong to the value, and so does the unit.
    lead, space, mark = before.rpartition(" ")
    value = f"{mark}{_value(condition)}{after}"
    return [*start, Part(f" {lead}{space}"), Part(value, is_value=True)]


def _lead(condition: Condition) -> list[Part]:
    before, place, after = str(condition.fact.lead).partition("{of}")
    named = [Part(_("“{name}”").format(name=condition.of), is_value=True)] if place else []
    return [Part(before), *named, *([Part(after)] if after else [])]


def _group(group: Group) -> Iterable[Part]:
    word = pgettext("conditions", " and ") if group.joined is Joined.ALL else pgettext("conditions", " or ")
    members = list(_joined(word, [_member(member) for member in group.members]))
    if group.joined is not Joined.NONE:
        return members
    return [Part(_("fits none of these: ")), *members]


def _member(node: Node) -> list[Part]:
    if isinstance(node, Condition):
        return condition_parts(node)
    inside = list(_group(node))
    return [Part("("), *inside, Part(")")] if len(node.members) > 1 or node.joined is Joined.NONE else inside


def _joined(word: str, pieces: list[list[Part]]) -> Iterator[Part]:
    return chain.from_iterable([Part(word), *piece] if at else piece for at, piece in enumerate(pieces))


def _value(condition: Condition) -> str:
    value, fact = condition.value, condition.fact
    if fact.kind is Kind.NUMBER:
        number = float(value)
        written = number_format(int(number) if number.is_integer() else number)
        return f"{written} {fact.unit}".strip()
    if fact.kind is Kind.COUNT:
        return _often(*value)
    if fact.kind is Kind.TIME:
        return _("{start} and {end}").format(start=value[0], end=value[1])
    if fact.choices:
        return _listed(dict(fact.choices), value)
    return str(value).strip()


def _listed(labels: dict[str, str | Promise], chosen: Any) -> str:
    names = [chosen] if isinstance(chosen, str) else chosen
    return pgettext("conditions", " or ").join(str(labels[name]) for name in names)


def _often(times: Any, within: Any) -> str:
    count = int(float(times))
    often = ngettext("{count} time", "{count} times", count).format(count=number_format(count))
    if not float(within):
        return often
    return _("{often} within {seconds} seconds").format(often=often, seconds=number_format(int(float(within))))
