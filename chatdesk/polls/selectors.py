"""Reads of answers; every function needs a scope."""

from chatdesk.polls.models import PollAnswer
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
