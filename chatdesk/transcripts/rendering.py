"""The record of a conversation as JSON: rows in, one documented shape out (docs/webhooks.md). Pure.

Times are ISO 8601 in UTC, durations whole seconds, unknown values empty strings or null. Texts are plain text, card
numbers in them hidden a second time. ``schema`` rises when a field changes its meaning; new fields may come any time.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from chatdesk.conversations.models import Conversation, Message
from chatdesk.conversations.presentation import KIND, SENDER
from chatdesk.polls.models import PollAnswer
from chatdesk.realtime.frames.console_pieces import AttributeItem
from chatdesk.realtime.frames.pieces import LetterItem
from chatdesk.realtime.texts import mask_cards
from chatdesk.visitors.devices import device_of
from chatdesk.visitors.identity.selectors import attribute_items
from chatdesk.visitors.models import ContactPoint, PageView, Visit
from chatdesk.visitors.page_times import seconds_spent
from chatdesk.visitors.sources import Campaign
from tenants.models import Member

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that a record is made of, loaded."""

    conversation: Conversation
    """With its site, department, visitor and visit."""
    client: str
    messages: Sequence[Message]
    """In order, with their members."""
    pages: Sequence[PageView]
    """Of the visit in which the conversation was opened, oldest first."""
    visits: Sequence[Visit]
    """All of the visitor's, oldest first."""
    letter: LetterItem | None
    """By whose link the visitor came to this visit."""
    contacts: Sequence[ContactPoint]
    """The best of each kind first."""
    polls: Sequence[PollAnswer]
    """What the visitor answered, the newest poll first."""
    until: datetime
    """The visitor's last sign of life: where the last page's time ends."""


def render(source: Source, *, revision: int) -> dict[str, Any]:
    """The record."""
    return {
        "schema": SCHEMA,
        "client": source.client,
        "site": {"key": source.conversation.site.key, "name": source.conversation.site.name},
        "conversation": _conversation(source, revision),
        "contact": _contact(source),
        "contacts": [_point(point) for point in source.contacts],
        "visitor": _visitor(source),
        "polls": [_poll_answer(answer) for answer in source.polls],
        "visit": _visit(source),
        "visits": _visits(source.visits),
        "messages": [_message(message, source.conversation) for message in source.messages],
        "rating": _rating(source.conversation),
    }


def _conversation(source: Source, revision: int) -> dict[str, Any]:
    talk = source.conversation
    return {
        "id": str(talk.public_id),
        "revision": revision,
        "state": talk.state,
        "requested_at": time(talk.opened_at),
        "first_answer_at": time(talk.first_answer_at),
        "ended_at": time(talk.ended_at),
        "last_message_at": time(talk.last_at),
        "is_chat": talk.chat_at is not None,
        "department": talk.department.name if talk.department else "",
        "operators": _operators(source.messages),
        "invited_by": next((_asker(m) for m in source.messages if m.kind == Message.Kind.INVITATION), ""),
        "page": {"url": mask_cards(talk.page_url), "title": mask_cards(talk.page_title)},
    }


def _asker(invitation: Message) -> str:
    """The rule, or the operator who asked by hand."""
    return invitation.rule or (invitation.member.name if invitation.member else "")


def _operators(messages: Sequence[Message]) -> list[dict[str, str]]:
    spoke = {
        m.member_id: m.member for m in messages if m.sender == Message.Sender.OPERATOR and m.kind == Message.Kind.TEXT
    }
    return [_person(member) for member in spoke.values() if member is not None]


def _person(member: Member) -> dict[str, str]:
    return {"id": str(member.public_id), "name": member.name, "title": member.title}


def _contact(source: Source) -> dict[str, str]:
    best = {point.kind: mask_cards(point.value) for point in reversed(source.contacts)}
    name = mask_cards(source.conversation.visitor.name) or best.get("name", "")
    return {"name": name, "email": best.get("email", ""), "phone": best.get("phone", "")}


def _point(point: ContactPoint) -> dict[str, Any]:
    return {
        "kind": point.kind,
        "value": mask_cards(point.value),
        "normalised": mask_cards(point.normal),
        "source": point.origin,
        "page": mask_cards(point.page),
        "form": mask_cards(point.form),
        "first_seen_at": time(point.first_at),
        "seen_at": time(point.last_at),
        "consent": point.consent,
        "verified_at": time(point.verified_at),
        "plausible": not point.doubt,
        "doubt": point.doubt,
        "suggestion": mask_cards(point.suggestion),
        "chosen_by": point.chosen_by.name if point.chosen_by else "",
    }


def _poll_answer(answer: PollAnswer) -> dict[str, Any]:
    return {
        "poll": mask_cards(answer.poll),
        "question": mask_cards(answer.question),
        "kind": answer.kind,
        "answers": [mask_cards(value) for value in answer.values],
        "at": time(answer.at),
    }


def _visitor(source: Source) -> dict[str, Any]:
    visitor = source.conversation.visitor
    return {
        "id": str(visitor.public_id),
        "called": mask_cards(visitor.called),
        "language": visitor.language,
        "time_zone": visitor.time_zone,
        "visits": visitor.visits,
        "external_id": visitor.external_id,
        "verified_at": time(visitor.verified_at),
        "logged_in": source.conversation.visit.logged_in,
        "attributes": [_attribute(item) for item in attribute_items(visitor)],
        "do_not_offer": mask_cards(visitor.do_not_offer),
        "do_not_invite": visitor.do_not_invite,
    }


def _attribute(item: AttributeItem) -> dict[str, Any]:
    value = mask_cards(item.value) if isinstance(item.value, str) else item.value
    return {"name": mask_cards(item.name), "value": value, "verified": item.verified}


def _visit(source: Source) -> dict[str, Any]:
    visit = source.conversation.visit
    return {
        "number": visit.number,
        "arrived_at": time(visit.started_at),
        "seconds_on_site": seconds(visit.started_at, source.until),
        "source": _source_of(visit),
        "first_source": _source_of(source.visits[0]) if source.visits else None,
        "country": visit.country,
        "city": visit.city,
        "letter": _letter(source.letter),
        "browser": visit.user_agent,
        "device": asdict(device_of(visit.user_agent)),
        "pages": _pages(visit, source.pages, source.until),
    }


def _letter(letter: LetterItem | None) -> dict[str, str] | None:
    if letter is None:
        return None
    return {name: mask_cards(getattr(letter, name)) for name in ("name", "context", "recipient", "email")}


def _source_of(visit: Visit) -> dict[str, Any]:
    found = visit.source
    return {
        "kind": found.kind.value,
        "name": found.name,
        "query": mask_cards(found.query),
        "campaign": {name: mask_cards(getattr(found.campaign, name)) for name in Campaign.__slots__},
        "click_id": found.click_id,
        "referrer": mask_cards(visit.referrer),
        "landing": mask_cards(visit.landing_url),
    }


def _pages(visit: Visit, pages: Sequence[PageView], until: datetime) -> list[dict[str, Any]]:
    return [
        {
            "url": mask_cards(page.url),
            "title": mask_cards(page.title),
            "at": time(page.at),
            "seconds": spent,
        }
        for page, spent in zip(pages, seconds_spent(visit, pages, until), strict=True)
    ]


def _visits(visits: Sequence[Visit]) -> list[dict[str, Any]]:
    before: list[Visit | None] = [None, *visits[:-1]]
    return [
        {
            "number": visit.number,
            "arrived_at": time(visit.started_at),
            "seconds": seconds(visit.started_at, visit.last_at),
            "pages": visit.pages,
            "seconds_since_previous": seconds(previous.last_at, visit.started_at) if previous else None,
        }
        for previous, visit in zip(before, visits, strict=False)
    ]


def _message(message: Message, conversation: Conversation) -> dict[str, Any]:
    by_visitor = message.sender == Message.Sender.VISITOR
    return {
        "seq": message.seq,
        "at": time(message.created_at),
        "by": SENDER[Message.Sender(message.sender)],
        "kind": KIND[Message.Kind(message.kind)],
        "name": conversation.visitor.called if by_visitor else message.member.name if message.member else "",
        "text": mask_cards(message.body),
    }


def _rating(conversation: Conversation) -> dict[str, str] | None:
    if not conversation.rating:
        return None
    return {"value": conversation.rating, "comment": mask_cards(conversation.rating_comment)}


def time(moment: datetime | None) -> str | None:
    """``2026-11-22T09:30:00Z``: whole seconds, UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def seconds(start: datetime, end: datetime) -> int:
    """Whole seconds between two moments, never negative."""
    return max(0, int((end - start).total_seconds()))
