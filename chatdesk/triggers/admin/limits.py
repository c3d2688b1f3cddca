"""Limits and voice of a rule that is being written, as its script sends them. Needs a scope."""

from typing import Any

from chatdesk.triggers.engine.limit_words import often_words, queue_words, voice_words
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.selectors.sites import as_id, department_name, member_name

LARGEST = 32_767
"""What the columns hold."""


def limits_sentence(asked: Any) -> str:
    """How often it asks, when it is silent and in whose name; empty if nothing was told."""
    if not isinstance(asked, dict):
        return ""
    told = [
        often_words(str(asked.get("repeat", "")), _number(asked.get("repeat_days")) or 1),
        queue_words(_number(asked.get("most_waiting"))),
        voice_words(
            member=member_name(asked.get("member")),
            department=department_name(asked.get("department")),
            or_anybody=asked.get("otherwise") == Trigger.Otherwise.ANYBODY,
        ),
    ]
    return " ".join(filter(None, told))


def _number(text: Any) -> int | None:
    found = as_id(text)
    return None if found is None else min(found, LARGEST)
