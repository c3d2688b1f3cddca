"""What happens to answers. Every function needs a scope."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from chatdesk.polls.errors import AnsweredOtherwise, NoAnswer, NoSuchQuestion
from chatdesk.polls.models import PollAnswer
from chatdesk.polls.questions import AskedPoll, BadAnswer, answer, is_answered
from chatdesk.polls.selectors import answered_questions
from chatdesk.realtime.texts import message_text


@dataclass(frozen=True, slots=True)
class Asker:
    """The rule whose poll it is."""

    rule: int
    name: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that is kept."""

    question: str
    is_first: bool
    """Of this poll, by this visitor."""
    is_last: bool
    """Nothing of the poll is left to answer."""


def give_answer(
    *, visitor_id: int, asker: Asker, poll: AskedPoll, place: int, chosen: Sequence[int], words: str
) -> Given:
    """Keeps a visitor's answer to the question of this number; the same one again changes nothing.

    Card numbers are hidden as in messages. Raises NoSuchQuestion, NoAnswer, AnsweredOtherwise.
    """
    if not 1 <= place <= len(poll["questions"]):
        raise NoSuchQuestion
    question = poll["questions"][place - 1]
    try:
        values = answer(question, chosen, message_text(words))
    except BadAnswer as error:
        raise NoAnswer(f"This question takes {error}.") from error
    before = answered_questions(visitor_id=visitor_id, rule=asker.rule)
    row = PollAnswer(
        visitor_id=visitor_id,
        rule=asker.rule,
        poll=asker.name,
        question=question["text"],
        place=place,
        kind=question["kind"],
        values=values,
    )
    _keep(row)
    return Given(row.question, is_first=not before, is_last=is_answered(poll, before | {row.question}))


def _keep(row: PollAnswer) -> None:
    """Two tabs may answer at once: the first one counts."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        known = PollAnswer.objects.get(visitor_id=row.visitor_id, rule=row.rule, question=row.question)
        if known.values != row.values:
            raise AnsweredOtherwise from error
