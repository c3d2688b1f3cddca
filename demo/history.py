"""Past conversations: held through the product's services, then set back to when they are said to have been."""

import asyncio
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from chatdesk.conversations.models import Conversation, Message, Participant
from chatdesk.conversations.presentation import person_of
from chatdesk.conversations.services.assigning import take
from chatdesk.conversations.services.closing import end, finish_silent, rate
from chatdesk.conversations.services.messaging import Words, post_message_now
from chatdesk.conversations.services.opening import FirstLine, address_of, open_conversation
from chatdesk.realtime.db import close
from chatdesk.realtime.frames.pieces import Page
from chatdesk.visitors.models import PageView, Visit, Visitor
from chatdesk.visitors.services.arriving import Arrival, arrive, open_page
from demo.talks import Line, Talk
from tenants.models import Member
from tenants.scope import tenant_scope

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
ON_A_PAGE = timedelta(seconds=75)
BETWEEN_LINES = timedelta(seconds=50)
SILENCE = timedelta(minutes=10)


def tell(talk: Talk, *, tenant_id: int, site_id: int) -> None:
    """One past conversation with its visit; the client's transaction is this function's own."""
    arrival = asyncio.run(_visit(talk, tenant_id=tenant_id, site_id=site_id))
    with tenant_scope(tenant_id):
        conversation = _hold(talk, arrival, site_id)
        _set_back(talk, arrival, conversation)
        if talk.rating:
            end(visitor_id=arrival.visitor_id)
            rate(visitor_id=arrival.visitor_id, value=talk.rating, comment="")
        else:
            finish_silent(older_than=SILENCE)


async def _visit(talk: Talk, *, tenant_id: int, site_id: int) -> Arrival:
    first, *others = [Page(url=f"{settings.SHOP_URL}/{path}", title=title) for path, title in talk.pages]
    try:
        arrival = await arrive(
            tenant_id=tenant_id,
            site_id=site_id,
            token="",
            page=first,
            referrer=talk.referrer,
            language="en",
            time_zone="Europe/Brussels",
            user_agent=BROWSER,
        )
        for page in others:
            await open_page(tenant_id=tenant_id, visitor_id=arrival.visitor_id, page=page, user_agent=BROWSER)
    finally:
        await close()
    return arrival


def _hold(talk: Talk, arrival: Arrival, site_id: int) -> Conversation:
    team = {member.name: member for member in Member.objects.select_related("face")}
    invitation, lines = _split(talk, team)
    conversation = open_conversation(
        visitor_id=arrival.visitor_id,
        visit_id=arrival.stay.visit_id,
        site_id=site_id,
        department_id=None,
        first_line=invitation,
    )
    for line in lines:
        _say(conversation, line, team)
    conversation.refresh_from_db()
    return conversation


def _split(talk: Talk, team: dict[str, Member]) -> tuple[FirstLine | None, tuple[Line, ...]]:
    if not talk.invited:
        return None, talk.lines
    first, *others = talk.lines
    return FirstLine(member_id=team[first.by].pk, text=first.text, rule="Circuits"), tuple(others)


def _say(conversation: Conversation, line: Line, team: dict[str, Member]) -> None:
    member = team.get(line.by)
    if member is not None:
        take(public_id=str(conversation.public_id), member=member)
    words = Words(
        client_id=uuid.uuid4().hex,
        sender=Message.Sender.OPERATOR if member else Message.Sender.VISITOR,
        text=line.text,
        member_id=member.pk if member else None,
        person=person_of(member) if member else None,
    )
    post_message_now(address_of(conversation), words)


def _set_back(talk: Talk, arrival: Arrival, conversation: Conversation) -> None:
    arrived = timezone.now() - timedelta(days=talk.days_ago)
    opened = _set_back_visit(arrival, arrived)
    messages = list(Message.objects.filter(conversation=conversation).order_by("seq"))
    times = {message.seq: opened + message.seq * BETWEEN_LINES for message in messages}
    for message in messages:
        Message.objects.filter(id=message.pk).update(created_at=times[message.seq])
    Visit.objects.filter(id=arrival.stay.visit_id).update(last_at=times[conversation.last_seq])
    Participant.objects.filter(conversation=conversation).update(joined_at=opened + BETWEEN_LINES)
    Conversation.objects.filter(id=conversation.pk).update(
        opened_at=opened, last_at=times[conversation.last_seq], **_moments(messages, times)
    )


def _set_back_visit(arrival: Arrival, arrived: datetime) -> datetime:
    pages = list(PageView.objects.filter(visit_id=arrival.stay.visit_id).order_by("id"))
    times = [arrived + number * ON_A_PAGE for number in range(len(pages))]
    for page, at in zip(pages, times, strict=True):
        PageView.objects.filter(id=page.pk).update(at=at)
    Visitor.objects.filter(id=arrival.visitor_id).update(created_at=arrived)
    Visit.objects.filter(id=arrival.stay.visit_id).update(started_at=arrived, page_at=times[-1])
    return times[-1] + timedelta(seconds=20)


def _moments(messages: list[Message], times: dict[int, datetime]) -> dict[str, datetime]:
    visitors = [times[m.seq] for m in messages if m.sender == Message.Sender.VISITOR]
    answers = [times[m.seq] for m in messages if m.sender == Message.Sender.OPERATOR and times[m.seq] > visitors[0]]
    return {"first_answer_at": answers[0], "chat_at": visitors[1]}
