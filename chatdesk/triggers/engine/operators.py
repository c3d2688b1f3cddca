"""How a fact is compared: for each kind its operators, what they compare with, and when they hold. Pure.

No text of a visitor and no pattern of a client can make one of them slow: all are linear.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import contains, eq, ne
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chatdesk.triggers.engine import values
from chatdesk.triggers.engine.facts import WEEK_SECONDS
from chatdesk.triggers.engine.globs import fits
from chatdesk.triggers.engine.kinds import Kind
from chatdesk.triggers.engine.moments import NEVER, Moments, complement, since, union, until

DAY = 24 * 3600
Test = Callable[[Any], bool]
Times = Callable[[Any], Moments]


@dataclass(frozen=True, slots=True)
class Operator:
    """One comparison of one kind of fact."""

    name: str
    kind: Kind
    label: str | Promise
    """As the builder's menu calls it."""
    phrase: str | Promise
    """As a sentence says it, with ``{value}``."""
    prepare: Callable[[Any], Any]
    """Checks what is compared with and brings it into form; raises BadValue."""
    test: Callable[[Any], Test]
    """Of the prepared value: the question to a fact that is known."""
    times: Callable[[Any], Times] | None = None
    """Of the prepared value: when it holds if the fact grows by one a second."""
    unknown: bool = False
    """What is answered if the fact is not known."""
    takes_value: bool = True


def _counted(wanted: tuple[float, float]) -> Test:
    times, within = wanted
    return lambda ages: sum(age < within for age in ages) >= times


def _counted_until(wanted: tuple[float, float]) -> Times:
    """Only so long, as what happened gets older; ``ages`` has the latest first."""
    place, within = math.ceil(wanted[0]) - 1, wanted[1]
    return lambda ages: until(within - ages[place]) if len(ages) > place else NEVER


@lru_cache(maxsize=4_096)  # every rule of a site asks for the same few texts of a visit
def folded(text: str) -> str:
    """As texts are compared: without case, with single spaces."""
    return " ".join(text.casefold().split())


def _compared(compare: Callable[[str, str], bool]) -> Callable[[str], Test]:
    """Texts are compared without case and with single spaces."""

    def test_of(value: str) -> Test:
        wanted = folded(value)
        return lambda fact: compare(folded(fact if type(fact) is str else str(fact)), wanted)

    return test_of


def _week_times(spans: Iterable[tuple[int, int]]) -> Times:
    """When the second of the week is in one of these spans, seen from a second of the week: within the next one."""
    twice = [(start + shift, end + shift) for start, end in spans for shift in (0, WEEK_SECONDS)]

    @lru_cache(maxsize=64)  # the visits of a batch are looked at within the same seconds
    def times(now: float) -> Moments:
        return union([((max(0.0, start - now), end - now),) for start, end in twice if end > now])

    return times


@lru_cache(maxsize=1_024, typed=True)  # most rules of a site are for the same days and hours
def _days_times(days: frozenset[str]) -> Times:
    return _week_times([((int(day) - 1) * DAY, int(day) * DAY) for day in days])


@lru_cache(maxsize=1_024, typed=True)
def _clock_times(span: tuple[int, int]) -> Times:
    start, end = span[0] * 60, span[1] * 60
    pieces = [(start, end)] if start < end else [(0, end), (start, DAY)]
    return _week_times([(a + day * DAY, b + day * DAY) for day in range(7) for a, b in pieces if a < b])


def _between(span: tuple[int, int]) -> Test:
    start, end = span[0] * 60, span[1] * 60
    if start < end:
        return lambda second: start <= second % DAY < end
    return lambda second: second % DAY >= start or second % DAY < end


def _on_day(days: frozenset[str]) -> Test:
    return lambda second: str(int(second // DAY) + 1) in days


def _negated(times: Callable[[Any], Times]) -> Callable[[Any], Times]:
    return lambda value: lambda fact: complement(times(value)(fact))


_ALL = (
    Operator("contains", Kind.TEXT, _("contains"), _("contains “{value}”"), values.text, _compared(contains)),
    Operator(
        "does_not_contain",
        Kind.TEXT,
        _("does not contain"),
        _("does not contain “{value}”"),
        values.text,
        _compared(lambda a, b: b not in a),
        unknown=True,
    ),
    Operator("is", Kind.TEXT, _("is"), _("is “{value}”"), values.text, _compared(eq)),
    Operator(
        "is_not",
        Kind.TEXT,
        _("is not"),
        _("is not “{value}”"),
        values.text,
        _compared(ne),
        unknown=True,
    ),
    Operator(
        "starts_with",
        Kind.TEXT,
        _("begins with"),
        _("begins with “{value}”"),
        values.text,
        _compared(str.startswith),
    ),
    Operator(
        "fits",
        Kind.TEXT,
        _("fits, with * for anything"),
        _("fits “{value}”"),
        values.text,
        lambda value: lambda fact: fits(value, fact),
    ),
    Operator(
        "matches",
        Kind.TEXT,
        _("matches the pattern"),
        _("matches the pattern “{value}”"),
        values.pattern,
        lambda pattern: lambda fact: pattern.search(str(fact)) is not None,
    ),
    Operator(
        "known",
        Kind.TEXT,
        _("is known"),
        _("is known"),
        values.nothing,
        lambda _value: lambda _fact: True,
        takes_value=False,
    ),
    Operator(
        "unknown",
        Kind.TEXT,
        _("is not known"),
        _("is not known"),
        values.nothing,
        lambda _value: lambda _fact: False,
        unknown=True,
        takes_value=False,
    ),
    Operator(
        "at_least",
        Kind.NUMBER,
        _("at least"),
        _("at least {value}"),
        values.number,
        lambda value: lambda fact: fact >= value,
        lambda value: lambda fact: since(value - fact),
    ),
    Operator(
        "less_than",
        Kind.NUMBER,
        _("less than"),
        _("less than {value}"),
        values.number,
        lambda value: lambda fact: fact < value,
        lambda value: lambda fact: until(value - fact),
    ),
    Operator("at_least", Kind.COUNT, _("at least"), _("at least {value}"), values.often, _counted, _counted_until),
    Operator(
        "less_than",
        Kind.COUNT,
        _("less than"),
        _("less than {value}"),
        values.often,
        lambda wanted: lambda ages: not _counted(wanted)(ages),
        lambda wanted: lambda ages: complement(_counted_until(wanted)(ages)),
        unknown=True,
    ),
    Operator(
        "one_of",
        Kind.CHOICE,
        _("is one of"),
        "{value}",
        values.several,
        lambda values: lambda fact: fact in values,
    ),
    Operator(
        "none_of",
        Kind.CHOICE,
        _("is none of"),
        pgettext_lazy("choice", "anything but {value}"),
        values.several,
        lambda values: lambda fact: fact not in values,
        unknown=True,
    ),
    Operator("yes", Kind.YES_NO, _("yes"), "", values.nothing, lambda _value: bool, takes_value=False),
    Operator(
        "no",
        Kind.YES_NO,
        _("no"),
        "",
        values.nothing,
        lambda _value: lambda fact: not fact,
        unknown=True,
        takes_value=False,
    ),
    Operator("between", Kind.TIME, _("between"), _("between {value}"), values.span, _between, _clock_times),
    Operator("on", Kind.WEEKDAY, _("is one of"), "{value}", values.several, _on_day, _days_times),
    Operator(
        "not_on",
        Kind.WEEKDAY,
        _("is none of"),
        _("any day but {value}"),
        values.several,
        lambda days: lambda second: not _on_day(days)(second),
        _negated(_days_times),
    ),
)
OPERATORS: Mapping[Kind, Mapping[str, Operator]] = {
    kind: {operator.name: operator for operator in _ALL if operator.kind is kind} for kind in Kind
}
"""By kind and name, in the order of the builder's menu."""
