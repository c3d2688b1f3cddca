"""From the question to the visitor's second message, for each answer that was expected (A30, A32). Pure.

Two messages make a chat; what is asked after the first answer decides whether the second comes, and how soon.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from chatdesk.triggers.engine.comparing import Outcomes
from chatdesk.triggers.questions.branches import Branch

MINUTE = 60
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody answered the question."""

    variant: str
    branch: int | None
    """The place of the expected answer; None: something else was written."""
    seconds: float | None
    """From the question on the screen to the second message; None: none came."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line: all who answered, or those who answered so."""

    answer: str
    """Empty: something else."""
    reply: str
    first: str
    """First messages: how many, and for all together their share of those who saw the question."""
    second: str
    """Second ones, and their share of the first."""
    within: str
    """Half of the second messages came within this time."""


@dataclass(frozen=True, slots=True)
class Way:
    """Of one variant."""

    variant: str
    together: Step
    steps: list[Step]
    """In the order of the expected answers, then what nobody expected."""


def ways(answers: Sequence[Answer], branches: Mapping[str, Sequence[Branch]], found: Outcomes) -> list[Way]:
    """Of every variant that was answered, by its name; ``branches`` are those of each variant."""
    return [
        _way(name, [one for one in answers if one.variant == name], branches.get(name, ()), found[name].shown)
        for name in sorted({one.variant for one in answers} & set(found))
    ]


def _way(name: str, answers: Sequence[Answer], branches: Sequence[Branch], shown: int) -> Way:
    steps = [
        _step(branch["words"][0], branch["reply"], [one for one in answers if one.branch == place])
        for place, branch in enumerate(branches)
    ]
    other = [one for one in answers if one.branch is None or one.branch >= len(branches)]
    return Way(name, _step("", "", answers, of=shown), [*steps, *([_step("", "", other)] if other else [])])


def _step(answer: str, reply: str, answers: Sequence[Answer], of: int = 0) -> Step:
    times = [one.seconds for one in answers if one.seconds is not None]
    return Step(answer, reply, share(len(answers), of), share(len(times), len(answers)), _half_within(times))


def share(count: int, of: int) -> str:
    """As ``12 · 60 %``; the number alone, of nothing."""
    told = number_format(count, force_grouping=True)
    return f"{told} · {number_format(round(100 * count / of))} %" if of else told


def _half_within(times: Iterable[float]) -> str:
    found = list(times)
    return duration(median(found)) if found else ""


def duration(seconds: float) -> str:
    """As ``1 min 20 s``: two units at most."""
    whole = round(seconds)
    if whole < MINUTE:
        return _("{seconds} s").format(seconds=whole)
    if whole < HOUR:
        return _("{minutes} min {seconds} s").format(minutes=whole // MINUTE, seconds=whole % MINUTE)
    return _("{hours} h {minutes} min").format(hours=whole // HOUR, minutes=whole % HOUR // MINUTE)
