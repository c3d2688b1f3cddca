"""What a question brings, in words: each variant beside those who were not asked. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chatdesk.triggers.engine.allotment import HELD
from chatdesk.triggers.engine.intervals import Share, difference, still_needed

LEAST = 20
"""Visitors of each group, before anything is said of a difference."""


KEPT_COUNTS = ("people", "shown", "clicked", "dismissed", "answered", "begun", "finished", "contacts")
"""What is summed up of visits that are not kept any more. No ``chats``: whoever wrote is kept."""
COUNTS = (*KEPT_COUNTS, "chats")


@dataclass(slots=True)
class Outcome:
    """What the visitors of one group did."""

    people: int = 0
    shown: int = 0
    clicked: int = 0
    """Followed the banner's link, or opened the chat while the launcher glowed."""
    dismissed: int = 0
    answered: int = 0
    chats: int = 0
    begun: int = 0
    """Answered a question of the rule's poll."""
    finished: int = 0
    """Answered all of them."""
    contacts: int = 0
    goals: dict[int, int] = field(default_factory=dict)
    """By the goal's id."""

    def add(self, other: "Outcome") -> None:
        """Other people of the same group."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for goal, count in other.goals.items():
            self.goals[goal] = self.goals.get(goal, 0) + count


Outcomes = Mapping[str, Outcome]
"""By the name of the variant; HELD is the control group."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that visitors may do, and how many of a group did it."""

    title: str
    did: str
    """After “more visitors”."""
    counted: Callable[[Outcome], int]


@dataclass(frozen=True, slots=True)
class Row:
    """A group's line in the table."""

    name: str
    """Empty: the control group."""
    outcome: Outcome
    reached: list[str]
    """For each measure: how many, and their share."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one variant compares in one measure."""

    variant: str
    text: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """All groups of a rule."""

    measures: list[Measure]
    rows: list[Row]
    findings: list[Finding]
    """None without a control group."""


def measures(goals: Iterable[tuple[int, str]]) -> list[Measure]:
    """A site's goals (id and name) first, then what every site wants."""
    wanted = [Measure(name, _("reached “{name}”").format(name=name), _reaching(goal)) for goal, name in goals]
    chats = Measure(_("chats"), _("came to a chat"), lambda outcome: outcome.chats)
    contacts = Measure(_("contacts"), _("left a contact"), lambda outcome: outcome.contacts)
    return [*wanted, chats, contacts]


def compare(found: Outcomes, wanted: list[Measure]) -> Comparison:
    """The table, and what may be said of it."""
    names = sorted(found, key=lambda name: (name == HELD, name))
    rows = [Row(name, found[name], [_reached(found[name], one) for one in wanted]) for name in names]
    return Comparison(wanted, rows, list(_findings(found, wanted)))


def in_short(found: Outcomes, wanted: Measure) -> str:
    """All who were asked beside those who were not, as ``+2.1 (0.4 … 3.9)``; empty if there is nobody to compare."""
    if HELD not in found or len(found) < 2:
        return ""
    asked = [outcome for name, outcome in found.items() if name != HELD]
    one = Share(sum(map(wanted.counted, asked)), sum(outcome.people for outcome in asked))
    other = _share(found[HELD], wanted)
    if min(one.of, other.of) < LEAST:
        return "…"
    apart = difference(one, other)
    return f"{_points(apart.by, signed=True)} ({_points(apart.low)} … {_points(apart.high)})"


def _findings(found: Outcomes, wanted: list[Measure]) -> Iterator[Finding]:
    if HELD not in found:
        return
    for name in sorted(set(found) - {HELD}):
        for measure in wanted:
            one, other = _share(found[name], measure), _share(found[HELD], measure)
            certain = min(one.of, other.of) >= LEAST and difference(one, other).is_certain
            yield Finding(name, _said(measure, one, other), certain)


def _said(measure: Measure, one: Share, other: Share) -> str:
    if min(one.of, other.of) < LEAST:
        words = ngettext(
            "Nothing can be said before each group has %d visitor.",
            "Nothing can be said before each group has %d visitors.",
            LEAST,
        )
        return words % LEAST
    apart = difference(one, other)
    by, low, high = apart.by, apart.low, apart.high
    words = _("{by} points more visitors {did} than without the question: between {low} and {high}.")
    if by < 0:
        by, low, high = -by, -high, -low
        words = _("{by} points fewer visitors {did} than without the question: between {low} and {high}.")
    if not by:
        words = _("As many visitors {did} as without the question; it could be between {low} and {high} points more.")
    told = words.format(by=_points(by), did=measure.did, low=_points(low), high=_points(high))
    return f"{told} {_sure(still_needed(one, other))}"


def _sure(needed: int | None) -> str:
    if needed == 0:
        return _("Enough to tell.")
    if needed is None:
        return _("Too few visitors yet to tell.")
    words = ngettext(
        "Too few visitors yet to tell: about %(count)s more needed.",
        "Too few visitors yet to tell: about %(count)s more needed.",
        _rounded(needed),
    )
    return words % {"count": number_format(_rounded(needed), force_grouping=True)}


def _rounded(count: int) -> int:
    """To two digits: more would pretend to know."""
    return int(float(f"{count:.2g}"))


def _reaching(goal: int) -> Callable[[Outcome], int]:
    return lambda outcome: outcome.goals.get(goal, 0)


def _share(outcome: Outcome, measure: Measure) -> Share:
    return Share(measure.counted(outcome), outcome.people)


def _reached(outcome: Outcome, measure: Measure) -> str:
    share = _share(outcome, measure)
    return f"{number_format(share.hits, force_grouping=True)} · {number_format(round(share.rate * 100, 1))} %"


def _points(difference_: float, *, signed: bool = False) -> str:
    value = round(difference_ * 100, 1) or 0.0
    sign = "−" if value < 0 else "+" if signed and value > 0 else ""
    return f"{sign}{number_format(abs(value), 1)}"
