"""A visitor who came by a letter: who greets them, whom their first words go to (D15, D17). Needs a scope."""

from chatdesk.conversations import selectors
from chatdesk.conversations.models import Conversation
from chatdesk.conversations.presentation import person_of
from chatdesk.conversations.services.opening import FirstLine, open_conversation
from chatdesk.letters import services as letters
from chatdesk.letters.errors import LetterOver
from chatdesk.letters.models import LetterOpening
from chatdesk.letters.selectors import unanswered_opening
from chatdesk.realtime.frames.to_visitor import LetterEvent


def welcome_by_letter(
    *, token: str, visitor_id: int, visit_id: int, site_id: int, department_id: int | None
) -> LetterEvent:
    """What the window shows to somebody who followed this link; raises NoSuchLetter."""
    try:
        opening = letters.follow(token=token, visitor_id=visitor_id, visit_id=visit_id, site_id=site_id)
    except LetterOver:
        return LetterEvent(over=True)
    letter = opening.letter
    if not letter.first_line:
        return LetterEvent()
    member = selectors.routed_member(
        department_id=selectors.reachable_department(letter.department_id, otherwise=department_id),
        last_operator=letter.member_id,
    )
    if member is None:
        return LetterEvent()
    letters.greet_as(opening=opening, member_id=member.id)
    return LetterEvent(person=person_of(member), text=letter.first_line)


def open_by_letter(
    *, visitor_id: int, visit_id: int, site_id: int, department_id: int | None, asked_for: int | None = None
) -> Conversation:
    """As ``open_conversation``; the letter that the visitor came by says whom it goes to and what was said first."""
    opening = unanswered_opening(visitor_id)
    if opening is None:
        return open_conversation(
            visitor_id=visitor_id,
            visit_id=visit_id,
            site_id=site_id,
            department_id=department_id,
            asked_for=asked_for,
        )
    letter, latest = opening.letter, selectors.latest_of(visitor_id)
    begins = latest is None or not selectors.goes_on(latest)
    conversation = open_conversation(
        visitor_id=visitor_id,
        visit_id=visit_id,
        site_id=site_id,
        department_id=selectors.reachable_department(letter.department_id, otherwise=department_id),
        asked_for=letter.member_id,
        first_line=_first_line(opening) if begins else None,
    )
    letters.mark_answered(visitor_id=visitor_id)
    return conversation


def _first_line(opening: LetterOpening) -> FirstLine | None:
    if opening.member_id is None:
        return None
    return FirstLine(member_id=opening.member_id, text=opening.letter.first_line, rule=opening.letter.name)
