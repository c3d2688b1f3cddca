"""How far questions and the open window get with a site's visitors, in lines (A26, A32, B07). Pure."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from chatdesk.triggers.engine.demand import Coverage
from chatdesk.triggers.questions.second_messages import duration, share


@dataclass(frozen=True, slots=True)
class Week:
    """What happened on a site in some days."""

    shown: int
    """Questions that stood on a screen."""
    generic: int
    """Of them those that greeted or offered help."""
    opened: int
    """Visits in which the window was opened."""
    wrote: int
    """Of them those in which something was written."""
    chats: int
    """Of them those that came to a second message."""
    seconds_to_chat: float | None
    """From the opening to it, in half of these visits at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with its name."""

    label: str
    value: str
    is_part: bool = False
    """Of the figure above."""


def told(coverage: Coverage, week: Week) -> list[Line]:
    """Beginning with the visits."""
    lines = [
        Line(_("visits"), number_format(coverage.visits, force_grouping=True)),
        Line(_("with a specific question for them"), share(coverage.specific, coverage.visits), is_part=True),
        Line(_("with a greeting for everybody only"), share(coverage.greeted, coverage.visits), is_part=True),
        Line(_("with no question"), share(coverage.silent, coverage.visits), is_part=True),
        Line(_("questions shown"), number_format(week.shown, force_grouping=True)),
        Line(_("that only greet"), share(week.generic, week.shown), is_part=True),
        Line(_("visits in which the chat was opened"), number_format(week.opened, force_grouping=True)),
        Line(_("closed or left without a word"), share(week.opened - week.wrote, week.opened), is_part=True),
        Line(_("with a second message"), share(week.chats, week.opened), is_part=True),
    ]
    if week.seconds_to_chat is None:
        return lines
    return [*lines, Line(_("half of these within"), duration(week.seconds_to_chat), is_part=True)]
