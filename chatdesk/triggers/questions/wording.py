"""Questions with gaps: ``Are you looking for {search_query|a reactor}?`` (A29). Pure.

Plain substitution of known names; a value is text and nothing in it is a gap again. Every gap that may stay empty says
after ``|`` what stands there then, so that no question ever reaches a visitor with a hole in it.
"""

import re
from collections.abc import Mapping

MAX_VALUE = 60
"""Characters of a value: longer ones would push the question out of the bubble."""
MAX_TEXT = 300
"""As long as an invitation may be."""

ALWAYS_KNOWN = frozenset({"operator_name"})
NAMES = ALWAYS_KNOWN | {"city", "page_title", "product", "search_query", "visitor_name"}
"""What a gap may be called."""

_GAP = re.compile(r"\{([^{}|]*)(?:\|([^{}]*))?\}")
_STRAY = re.compile(r"[{}]")


def worded(text: str, values: Mapping[str, str]) -> str:
    """The question with its gaps filled; a name without a value takes its fallback."""
    return _GAP.sub(lambda gap: _filled(gap, values), text)[:MAX_TEXT]


def names_in(text: str) -> frozenset[str]:
    """What a text has gaps for."""
    return frozenset(name for name, _ in _gaps(text)) & NAMES


def unknown_names(text: str) -> list[str]:
    """Gaps that nobody could fill, in their order."""
    return [name for name, _ in _gaps(text) if name not in NAMES]


def without_fallback(text: str) -> list[str]:
    """Gaps that may stay empty and do not say what stands there then."""
    return [name for name, fallback in _gaps(text) if name in NAMES - ALWAYS_KNOWN and not fallback.strip()]


def has_stray_brace(text: str) -> bool:
    """A brace that opens or closes nothing."""
    return bool(_STRAY.search(_GAP.sub("", text)))


def _gaps(text: str) -> list[tuple[str, str]]:
    return [(name.strip(), fallback) for name, fallback in _GAP.findall(text)]


def _filled(gap: re.Match[str], values: Mapping[str, str]) -> str:
    value = " ".join(values.get(gap[1].strip(), "").split())
    return _shortened(value) if value else (gap[2] or "").strip()


def _shortened(value: str) -> str:
    return value if len(value) <= MAX_VALUE else f"{value[: MAX_VALUE - 1].rstrip()}…"
