"""How a fact is compared: for each kind its operators, what they compare with, and when they hold. Pure.

No text of a visitor and no pattern of a client can make one of them slow: all are linear.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chatdesk.triggers.facts import WEEK_SECONDS, Kind
from chatdesk.triggers.globs import fits
from chatdesk.triggers.moments import Moments, complement, since, union, until

DAY = 24 * 3600
Test = Callable[[Any], bool]
Times = Callable[[Any], Moments]


class BadValue(ValueError):
    """What a condition compares with can't be used; the text says why, in words for its writer."""


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


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadValue(_("Write what to compare with."))
    if len(value) > MAX_TEXT:
        raise BadValue(_("That is too long."))
    return value.strip()


MAX_TEXT = 300
MAX_NUMBER = 10_000_000


def _pattern(value: Any) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(_text(value), options)
    except re2.error as error:
        raise BadValue(_("This is no pattern of RE2: %s") % error) from error


def _number(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError) as error:
        raise BadValue(_("Write a number.")) from error
    if not 0 <= number <= MAX_NUMBER:
        raise BadValue(_("Write a number between 0 and %d.") % MAX_NUMBER)
    return number


def _several(value: Any) -> frozenset[str]:
    chosen = [value] if isinstance(value, str) else value
    if not isinstance(chosen, list) or not chosen or not all(isinstance(one, str) and one for one in chosen):
        raise BadValue(_("Choose at least one."))
    return frozenset(chosen)


def _nothing(value: Any) -> None:
    if value not in (None, ""):
        raise BadValue(_("Nothing is compared here."))


def _span(value: Any) -> tuple[int, int]:
    try:
        start, end = (_minutes(part) for part in value)
    except (TypeError, ValueError) as error:
        raise BadValue(_("Write two times, as 09:00 and 18:30.")) from error
    if start == end:
        raise BadValue(_("These are the same time."))
    return start, end


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    if len(hours) > 2 or len(minutes) != 2 or not (0 <= int(hours) <= 24 and 0 <= int(minutes) < 60):
        raise ValueError(clock)
    return min(int(hours) * 60 + int(minutes), 24 * 60)


@lru_cache(maxsize=4_096)  # every rule of a site asks for the same few texts of a visit
def _folded(text: str) -> str:
    return " ".join(str(text).casefold().split())


def _compared(compare: Callable[[str, str], bool]) -> Callable[[str], Test]:
    """Texts are compared without case and with single spaces."""

    def test_of(value: str) -> Test:
        wanted = _folded(value)
        return lambda fact: compare(_folded(fact), wanted)

    return test_of


def _week_times(spans: Iterable[tuple[int, int]]) -> Times:
    """When the second of the week is in one of these spans, seen from a second of the week: within the next one."""
    twice = [(start + shift, end + shift) for start, end in spans for shift in (0, WEEK_SECONDS)]

    @lru_cache(maxsize=64)  # the visits of a batch are looked at within the same seconds
    def times(now: float) -> Moments:
        return union([((max(0.0, start - now), end - now),) for start, end in twice if end > now])

    return times


@lru_cache(maxsize=1_024)  # most rules of a site are for the same days and hours
def _days_times(days: frozenset[str]) -> Times:
    return _week_times([((int(day) - 1) * DAY, int(day) * DAY) for day in days])


@lru_cache(maxsize=1_024)
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
    Operator("contains", Kind.TEXT, _("contains"), _("contains “{value}”"), _text, _compared(lambda a, b: b in a)),
    Operator(
        "does_not_contain",
        Kind.TEXT,
        _("does not contain"),
        _("does not contain “{value}”"),
        _text,
        _compared(lambda a, b: b not in a),
        unknown=True,
    ),
    Operator("is", Kind.TEXT, _("is"), _("is “{value}”"), _text, _compared(lambda a, b: a == b)),
    Operator(
        "is_not", Kind.TEXT, _("is not"), _("is not “{value}”"), _text, _compared(lambda a, b: a != b), unknown=True
    ),
    Operator(
        "starts_with",
        Kind.TEXT,
        _("begins with"),
        _("begins with “{value}”"),
        _text,
        _compared(lambda a, b: a.startswith(b)),
    ),
    Operator(
        "fits",
        Kind.TEXT,
        _("fits, with * for anything"),
        _("fits “{value}”"),
        _text,
        lambda value: lambda fact: fits(value, fact),
    ),
    Operator(
        "matches",
        Kind.TEXT,
        _("matches the pattern"),
        _("matches the pattern “{value}”"),
        _pattern,
        lambda pattern: lambda fact: pattern.search(str(fact)) is not None,
    ),
    Operator(
        "known", Kind.TEXT, _("is known"), _("is known"), _nothing, lambda _value: lambda _fact: True, takes_value=False
    ),
    Operator(
        "unknown",
        Kind.TEXT,
        _("is not known"),
        _("is not known"),
        _nothing,
        lambda _value: lambda _fact: False,
        unknown=True,
        takes_value=False,
    ),
    Operator(
        "at_least",
        Kind.NUMBER,
        _("at least"),
        _("at least {value}"),
        _number,
        lambda value: lambda fact: fact >= value,
        lambda value: lambda fact: since(value - fact),
    ),
    Operator(
        "less_than",
        Kind.NUMBER,
        _("less than"),
        _("less than {value}"),
        _number,
        lambda value: lambda fact: fact < value,
        lambda value: lambda fact: until(value - fact),
    ),
    Operator(
        "one_of",
        Kind.CHOICE,
        _("is one of"),
        "{value}",
        _several,
        lambda values: lambda fact: fact in values,
    ),
    Operator(
        "none_of",
        Kind.CHOICE,
        _("is none of"),
        pgettext_lazy("choice", "anything but {value}"),
        _several,
        lambda values: lambda fact: fact not in values,
        unknown=True,
    ),
    Operator("yes", Kind.YES_NO, _("yes"), "", _nothing, lambda _value: bool, takes_value=False),
    Operator(
        "no",
        Kind.YES_NO,
        _("no"),
        "",
        _nothing,
        lambda _value: lambda fact: not fact,
        unknown=True,
        takes_value=False,
    ),
    Operator("between", Kind.TIME, _("between"), _("between {value}"), _span, _between, _clock_times),
    Operator("on", Kind.WEEKDAY, _("is one of"), "{value}", _several, _on_day, _days_times),
    Operator(
        "not_on",
        Kind.WEEKDAY,
        _("is none of"),
        _("any day but {value}"),
        _several,
        lambda days: lambda second: not _on_day(days)(second),
        _negated(_days_times),
    ),
)
OPERATORS: Mapping[Kind, Mapping[str, Operator]] = {
    kind: {operator.name: operator for operator in _ALL if operator.kind is kind} for kind in Kind
}
"""By kind and name, in the order of the builder's menu."""
