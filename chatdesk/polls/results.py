"""What came of a poll: how often each answer was given. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chatdesk.polls.questions import SCALE, Kind, Question


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was answered to a question."""

    question: str
    place: int
    kind: str
    value: str
    people: int


@dataclass(frozen=True, slots=True)
class Line:
    """An answer, and how many gave it."""

    answer: str
    people: int
    share: float
    """Per cent of those who answered the question; where several answers are allowed, together more than 100."""


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question, and what was answered."""

    question: str
    kind: str
    answered: int
    passed_over: int
    lines: list[Line]
    """None of a question for words."""
    is_asked: bool
    """The rule asks it now, in these words."""

    @property
    def average(self) -> float | None:
        """Of a scale."""
        if self.kind != Kind.SCALE or not self.answered:
            return None
        return sum(int(line.answer) * line.people for line in self.lines) / self.answered


def results(
    asked: Sequence[Question], people: Mapping[str, tuple[int, int]], counts: Iterable[Count]
) -> list[QuestionResult]:
    """The questions that are asked now in their order, then those that were asked before.

    ``people``: for each question how many answered it, and how many passed it over.
    """
    found = list(counts)
    known = {one["text"]: one for one in asked}
    before = {one.question: one.kind for one in sorted(found, key=lambda one: one.place) if one.question not in known}
    kinds = {text: one["kind"] for text, one in known.items()} | before
    told = []
    for text, kind in kinds.items():
        answered, passed_over = people.get(text, (0, 0))
        lines = _lines(kind, known.get(text), answered, [one for one in found if one.question == text])
        told.append(QuestionResult(text, kind, answered, passed_over, lines, is_asked=text in known))
    return told


def _lines(kind: str, question: Question | None, answered: int, counts: Sequence[Count]) -> list[Line]:
    if kind == Kind.TEXT:
        return []
    given = {one.value: one.people for one in counts if one.people and one.value}
    offered = [str(step) for step in SCALE] if kind == Kind.SCALE else question["options"] if question else []
    others = sorted(set(given) - set(offered), key=lambda value: (-given[value], value))
    return [
        Line(value, given.get(value, 0), 100 * given.get(value, 0) / answered if answered else 0.0)
        for value in (*offered, *others)
    ]
