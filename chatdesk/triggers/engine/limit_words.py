"""The limits of a rule and its voice, said after its conditions. Pure."""

from collections.abc import Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def often_words(repeat: str, days: int) -> str:
    """How often it asks the same visitor; ``repeat`` as ``Trigger.Repeat``."""
    if repeat == "visitor":
        return _("It asks the same visitor only once.")
    if repeat == "days":
        said = ngettext(
            "It asks the same visitor once in {count} day.", "It asks the same visitor once in {count} days.", days
        )
        return said.format(count=number_format(days))
    return _("It asks the same visitor once a visit.")


def queue_words(most_waiting: int | None) -> str:
    """When too many wait; empty if it asks however many do."""
    if most_waiting is None:
        return ""
    if not most_waiting:
        return _("It is silent while anybody waits.")
    said = ngettext(
        "It is silent while more than {count} visitor waits.",
        "It is silent while more than {count} visitors wait.",
        most_waiting,
    )
    return said.format(count=number_format(most_waiting))


def voice_words(*, member: str, department: str, or_anybody: bool) -> str:
    """In whose name it asks, and what it does while they are away; names are empty where nobody is asked for."""
    return " ".join(_voice(member, department, or_anybody))


def _voice(member: str, department: str, or_anybody: bool) -> Iterator[str]:
    if not member and not department:
        yield _("It asks in the name of whoever would get the conversation.")
        return
    if member and department:
        said = _("It asks in the name of {member}, else of somebody in the department “{department}”.")
    elif member:
        said = _("It asks in the name of {member}.")
    else:
        said = _("It asks in the name of somebody in the department “{department}”.")
    yield said.format(member=member, department=department)
    yield _("While they are away, anybody of the site asks.") if or_anybody else _("While they are away, it is silent.")
