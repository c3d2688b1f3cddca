"""Questions to start from, in both languages: specific ones, because the generic greeting is what everybody has (A26).

They are written switched off: their words have to become the shop's own first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chatdesk.triggers.questions.branches import Branch


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """One rule of a set."""

    name: str | Promise
    conditions: dict[str, Any]
    text: str | Promise
    branches: tuple[tuple[str | Promise, str | Promise], ...] = ()
    """Words and the question that follows."""

    def written(self) -> dict[str, Any]:
        """As a trigger's columns, in the reader's language."""
        branches = [Branch(words=str(words).split(", "), reply=str(reply)) for words, reply in self.branches]
        return {
            "name": str(self.name),
            "conditions": self.conditions,
            "text": str(self.text),
            "branches": branches,
        }


@dataclass(frozen=True, slots=True)
class ReadySet:
    """Rules for one kind of company."""

    label: str | Promise
    rules: Sequence[ReadyRule]


def _all(*members: dict[str, Any]) -> dict[str, Any]:
    return {"group": "all", "of": list(members)}


def _any(*members: dict[str, Any]) -> dict[str, Any]:
    return {"group": "any", "of": list(members)}


def _is(fact: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"fact": fact, "op": op} | ({} if value is None else {"value": value})


def _page(*parts: str) -> dict[str, Any]:
    return _any(*(_is("page_url", "contains", part) for part in parts))


def _seconds(number: int) -> dict[str, Any]:
    return _is("seconds_on_page", "at_least", number)


SEARCHER = ReadyRule(
    _("Searchers"),
    _all(_is("search_query", "known"), _seconds(15)),
    _("You are looking for {search_query|something special}: for yourself or for somebody else?"),
    (
        (_("for myself, me"), _("Have you had one before, or is it the first?")),
        (_("a gift, somebody else"), _("When does it have to be there?")),
    ),
)
RETURNING = ReadyRule(
    _("Back again"),
    _all(_is("visit_number", "at_least", 2), _is("conversations", "less_than", 1), _seconds(20)),
    _("You were here before: what was missing to decide?"),
    (
        (_("price, expensive"), _("Which price would be right for you?")),
        (_("time, delivery"), _("By which day do you need it?")),
    ),
)

SETS: Mapping[str, ReadySet] = {
    "shop": ReadySet(
        _("Shop"),
        (
            ReadyRule(
                _("Cart"),
                _all(_page("/cart", "/basket", "/checkout"), _seconds(40)),
                _("Is anything unclear about delivery or payment?"),
                (
                    (_("delivery"), _("Which town is it for?")),
                    (_("payment, card"), _("Do you pay as a company or as a person?")),
                ),
            ),
            ReadyRule(
                _("Comparing"),
                _all(_is("pages_viewed", "at_least", 5), _seconds(20)),
                _("What has to be better about it than about the one you have?"),
            ),
            SEARCHER,
            RETURNING,
        ),
    ),
    "services": ReadySet(
        _("Services"),
        (
            ReadyRule(
                _("Prices"),
                _all(_page("/price", "/tariff", "/cost"), _seconds(20)),
                _("For how many people or rooms shall I work it out?"),
            ),
            ReadyRule(
                _("Appointment"),
                _all(_page("/contact", "/booking", "/appointment"), _seconds(15)),
                _("Which day would suit you: this week or the next?"),
                (
                    (_("this week, today, tomorrow"), _("In the morning or after work?")),
                    (_("next, later"), _("Which day of next week?")),
                ),
            ),
            SEARCHER,
            RETURNING,
        ),
    ),
    "b2b": ReadySet(
        _("Companies"),
        (
            ReadyRule(
                _("From an advertisement"),
                _all(_is("source_kind", "one_of", ["ad"]), _seconds(20)),
                _("Which volume a month are you thinking of?"),
                (
                    (_("small, few, up to"), _("Do you need it once or regularly?")),
                    (_("large, many, over"), _("Who makes it for you today?")),
                ),
            ),
            ReadyRule(
                _("Documents"),
                _all(_page("/docs", "/spec", "/certificate", "/download"), _seconds(20)),
                _("Which document does your purchasing department ask for?"),
            ),
            SEARCHER,
            RETURNING,
        ),
    ),
}
