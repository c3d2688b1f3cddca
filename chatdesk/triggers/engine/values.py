"""What a condition compares with, checked and brought into form. Pure."""

import math
from typing import Any

import re2
from django.utils.translation import gettext_lazy as _

MAX_TEXT = 300
MAX_NUMBER = 10_000_000


class BadValue(ValueError):
    """What a condition compares with can't be used; the text says why, in words for its writer."""


def text(value: Any) -> str:
    """A text that is not empty; cut of spaces."""
    if not isinstance(value, str) or not value.strip():
        raise BadValue(_("Write what to compare with."))
    if len(value) > MAX_TEXT:
        raise BadValue(_("That is too long."))
    return value.strip()


def pattern(value: Any) -> Any:
    """A compiled pattern of RE2, without case."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(text(value), options)
    except re2.error as error:
        raise BadValue(_("This is no pattern of RE2: %s") % error) from error


def number(value: Any) -> float:
    """A number between 0 and MAX_NUMBER."""
    try:
        number = float(value)
    except (TypeError, ValueError) as error:
        raise BadValue(_("Write a number.")) from error
    if not 0 <= number <= MAX_NUMBER:
        raise BadValue(_("Write a number between 0 and %d.") % MAX_NUMBER)
    return number


def often(value: Any) -> tuple[float, float]:
    """Of ``[times, seconds]``: how often, and within how many of the last seconds; all of the visit if that is 0."""
    try:
        times, within = value
    except (TypeError, ValueError) as error:
        raise BadValue(_("Write how often, and within how many seconds.")) from error
    return max(1.0, number(times)), number(within) or math.inf


def several(value: Any) -> frozenset[str]:
    """One text or several of a list."""
    chosen = [value] if isinstance(value, str) else value
    if not isinstance(chosen, list) or not chosen or not all(isinstance(one, str) and one for one in chosen):
        raise BadValue(_("Choose at least one."))
    return frozenset(chosen)


def nothing(value: Any) -> None:
    """For operators that compare with nothing."""
    if value not in (None, ""):
        raise BadValue(_("Nothing is compared here."))


def span(value: Any) -> tuple[int, int]:
    """Minutes of the day from ``["09:00", "18:30"]``."""
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
