"""A rule that is being written, read back to its writer: in words, as a bubble, and how it sounds. Needs a scope."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from chatdesk.triggers.actions import DEEDS, remark
from chatdesk.triggers.admin.limits import limits_sentence
from chatdesk.triggers.admin.schedule_forms import schedule_sentence, written_schedule
from chatdesk.triggers.engine.conditions import BadTree, read
from chatdesk.triggers.engine.sentences import Part, parts
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.personas import somebody
from chatdesk.triggers.questions.tone import Remark, remarks
from chatdesk.triggers.questions.wording import worded
from chatdesk.triggers.validators import validate_wording
from tenants.models import Site


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the conditions, and where."""

    path: tuple[int, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the builder shows beside the form."""

    words: list[Part]
    problem: Problem | None
    """Instead of words."""
    limits: str
    """How often it asks, when it is silent, in whose name."""
    times: str
    """When it asks at all, or what is wrong with that; empty if always."""
    question: str
    """As a visitor reads it of whom nothing is known; empty if the question can't be used."""
    person: str
    """Somebody in whose name it could be asked."""
    remarks: list[Remark]
    note: str
    """What is to be known of the action on this site."""


def reading(
    *,
    conditions: Any,
    text: str,
    site: Site | None,
    action: str = "",
    link: str = "",
    schedule: Any = None,
    limits: Any = None,
) -> Reading:
    """Reads both halves of a rule; whatever is in them, there is an answer."""
    words, problem = _words(conditions)
    if not problem and action in DEEDS:
        words += [Part(" "), Part(str(DEEDS[action]))]
    person = somebody() if site else ""
    names = [site.name, site.tenant.name] if site else []
    times = _times(schedule, site.tenant.time_zone if site else "UTC")
    tone = remarks(text, names, asks=action != Trigger.Action.BANNER)
    note = remark(action, site, link.strip()) if site else ""
    said = limits_sentence(limits)
    return Reading(words, problem, said, times, _question(text, person), person, tone, note)


def _words(conditions: Any) -> tuple[list[Part], Problem | None]:
    try:
        return parts(read(conditions)), None
    except BadTree as error:
        return [], Problem(error.path, str(error.message))


def _times(schedule: Any, time_zone: str) -> str:
    try:
        return schedule_sentence(written_schedule(schedule), time_zone)
    except ValidationError as error:
        return error.messages[0]


def _question(text: str, person: str) -> str:
    try:
        validate_wording(text)
    except ValidationError:
        return ""
    return worded(text, {"operator_name": person})
