"""A visit that the time machine found, as the builder shows it: when, where, whence, and what would have been asked."""

from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from chatdesk.triggers.engine.replay import Example
from chatdesk.triggers.questions.wording import worded
from chatdesk.triggers.runs import Shown
from chatdesk.triggers.validators import validate_wording

SHOWN_FACTS = frozenset({"page_url", "page_title", "source_kind", "search_query", "city"})
"""What is shown of a visit, or may fill a gap of its question."""


def shown(example: Example, zone: ZoneInfo, text: str, person: str) -> Shown:
    """With the question in the name of ``person``; what nobody recorded takes its gap's fallback."""
    known = {name: str(example.facts.get(name) or "") for name in SHOWN_FACTS}
    return Shown(
        visit=example.visit,
        at=example.at.astimezone(zone).isoformat(timespec="minutes"),
        page=known["page_url"],
        source=known["source_kind"],
        query=known["search_query"],
        text=_asked(text, known | {"operator_name": person}),
        before=list(example.before),
    )


def _asked(text: str, values: dict[str, str]) -> str:
    try:
        validate_wording(text)
    except ValidationError:
        return ""
    return worded(text, values)
