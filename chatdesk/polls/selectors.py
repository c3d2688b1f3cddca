"""Reads of answers; every function needs a scope."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Count as Counted
from django.db.models import F, Func, Q, QuerySet, TextField

from chatdesk.polls.models import PollAnswer
from chatdesk.polls.questions import Kind, Question
from chatdesk.polls.results import Count, QuestionResult, results
from chatdesk.realtime.frames.console_pieces import PollAnswerItem

MOST_SHOWN = 30
"""Answers of a visitor that an operator is shown, the newest."""


def answered_questions(*, visitor_id: int, rule: int | None) -> set[str]:
    """Texts of the questions of a rule's poll that a visitor has answered."""
    given = PollAnswer.objects.filter(visitor_id=visitor_id, rule=rule)
    return set(given.values_list("question", flat=True))


def answers_of(visitor_id: int) -> list[PollAnswer]:
    """What a visitor answered, the newest poll first, its questions in order; not what was passed over."""
    given = PollAnswer.objects.filter(visitor_id=visitor_id).exclude(values=[])
    newest = list(given.order_by("-id")[:MOST_SHOWN])
    rules = list(dict.fromkeys(one.rule for one in newest))
    return sorted(newest, key=lambda one: (rules.index(one.rule), one.place, one.id))


def answer_items(visitor_id: int) -> list[PollAnswerItem]:
    """The same, as operators see it."""
    return [
        PollAnswerItem(poll=one.poll, question=one.question, answer=", ".join(one.values), at=one.at)
        for one in answers_of(visitor_id)
    ]


def given_to(*, rule: int, since: datetime | None, until: datetime | None) -> QuerySet[PollAnswer]:
    """Answers to a rule's poll from one moment to another, with their visitors, the newest first."""
    bounds = {"at__gte": since, "at__lt": until}
    given = PollAnswer.objects.filter(rule=rule, **{name: at for name, at in bounds.items() if at})
    return given.select_related("visitor").order_by("-at", "-id")


def results_of(given: QuerySet[PollAnswer], asked: Sequence[Question]) -> list[QuestionResult]:
    """How often each answer is among these: two statements."""
    plain = given.select_related(None).order_by()
    totals = plain.values("question", "place", "kind").annotate(
        answered=Counted("id", filter=~Q(values=[])), passed=Counted("id", filter=Q(values=[]))
    )
    people: dict[str, tuple[int, int]] = {}
    counts = []
    for one in totals:
        before = people.get(one["question"], (0, 0))
        people[one["question"]] = (before[0] + one["answered"], before[1] + one["passed"])
        counts.append(Count(one["question"], one["place"], one["kind"], "", 0))
    return results(asked, people, [*counts, *_counts(plain)])


def own_words(given: QuerySet[PollAnswer]) -> QuerySet[PollAnswer]:
    """Those among these that are a visitor's own words."""
    return given.filter(kind=Kind.TEXT).exclude(values=[])


def _counts(plain: QuerySet[PollAnswer]) -> Iterator[Count]:
    value = Func(F("values"), function="jsonb_array_elements_text", output_field=TextField())
    chosen = plain.exclude(kind=Kind.TEXT).annotate(value=value).values_list("question", "kind", "value")
    for question, kind, answer, people in chosen.annotate(people=Counted("id")):
        yield Count(question, 0, kind, answer, people)
