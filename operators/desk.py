"""What an operator's frames do, as ordinary code in the client's scope. Called in the sockets' threads."""

from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.utils import timezone

from chatdesk.conversations import selectors
from chatdesk.conversations.card import card_of
from chatdesk.conversations.errors import NotYours
from chatdesk.conversations.lifecycle import OPEN
from chatdesk.conversations.models import Conversation
from chatdesk.conversations.presentation import avatar_of, person_of
from chatdesk.conversations.services import assigning, reading
from chatdesk.conversations.services.messaging import Address
from chatdesk.conversations.services.opening import address_of
from chatdesk.realtime import groups, presence
from chatdesk.realtime.epoch import current_epoch
from chatdesk.realtime.frames.base import HISTORY_PAGE
from chatdesk.realtime.frames.both import Messages
from chatdesk.realtime.frames.console_pieces import Colleague, Row
from chatdesk.realtime.frames.from_operator import HandOver, OpenConversation, OperatorRead, OperatorSync
from chatdesk.realtime.frames.pieces import Availability, Person
from chatdesk.realtime.frames.to_operator import Opened, OperatorWelcome
from chatdesk.triggers.selectors.invitations import prepared_for
from operators import selectors as desk_selectors
from operators import services
from operators.models import Operator
from operators.tickets import Ticket
from tenants.access import memberships_of
from tenants.models import Member
from tenants.scope import tenant_scope


@dataclass(frozen=True, slots=True)
class Desk:
    """What an operator's socket keeps in mind."""

    tenant_id: int
    member_id: int
    person: Person
    capacity: int
    groups: tuple[str, ...]


def admitted(ticket: Ticket) -> bool:
    """Whether the session lives and the membership is still active."""
    sessions = import_module(settings.SESSION_ENGINE)
    if not sessions.SessionStore().exists(ticket.session_key):
        return False
    seat = (ticket.tenant_id, ticket.member_id)
    return any((m.tenant_id, m.member_id) == seat for m in memberships_of(ticket.user_id))


def sit_down(ticket: Ticket) -> Desk:
    """Reads who sits here and which groups concern them."""
    with tenant_scope(ticket.tenant_id):
        member = selectors.members().get(id=ticket.member_id)
        return Desk(
            tenant_id=ticket.tenant_id,
            member_id=member.id,
            person=person_of(member),
            capacity=services.operator_of(member=member).capacity,
            groups=_groups(member),
        )


def left_behind(desk: Desk) -> tuple[bool, dict[str, Address]]:
    """What was so when the operator was here last: takes conversations?, and the own open ones by public id."""
    with tenant_scope(desk.tenant_id):
        member = _me(desk)
        own = selectors.conversations().filter(assigned_to=member, state__in=OPEN)
        available = services.operator_of(member=member).status == Operator.Status.AVAILABLE
        return available, {str(talk.public_id): address_of(talk) for talk in own}


def _groups(member: Member) -> tuple[str, ...]:
    seen = selectors.department_ids(member)
    departments = desk_selectors.departments() if seen is None else seen
    tenant_id = member.tenant_id
    return (
        groups.team(tenant_id),
        groups.member(tenant_id, member.id),
        groups.desk(tenant_id, None),
        *(groups.desk(tenant_id, department_id) for department_id in departments),
    )


def welcome(desk: Desk) -> OperatorWelcome:
    """Everything that the console shows at first."""
    with tenant_scope(desk.tenant_id):
        member = selectors.members().get(id=desk.member_id)
        team = colleagues()
        return OperatorWelcome(
            epoch=current_epoch(),
            at=timezone.now(),
            me=next(c for c in team if c.id == str(member.public_id)),
            client=desk_selectors.client_name(),
            sites=desk_selectors.site_items(),
            colleagues=[c for c in team if c.id != str(member.public_id)],
            rows=selectors.rows_for(member),
            on_site=presence.count(presence.VISITORS, desk.tenant_id),
        )


def fresh_rows(desk: Desk, *, within: float) -> list[Row]:
    """Lines whose conversation moved within so many seconds: repairs news of them that got lost."""
    with tenant_scope(desk.tenant_id):
        since = timezone.now() - timedelta(seconds=within)
        return [row for row in selectors.rows_for(_me(desk)) if row.last_at > since]


def colleagues() -> list[Colleague]:
    """The team with what each is doing: the choice is in the database, so that all consoles read the same."""
    people = list(selectors.members().filter(active=True).order_by("name"))
    takes = desk_selectors.taking_ids()
    sits = presence.present(presence.DESKS, people[0].tenant_id) if people else {}
    counts = selectors.open_counts([member.id for member in people])
    return [
        Colleague(
            id=str(member.public_id),
            name=member.name,
            title=member.title,
            avatar=avatar_of(member),
            status="offline" if member.id not in sits else "available" if member.id in takes else "away",
            open=counts.get(member.id, 0),
        )
        for member in people
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a member's coming, going and choosing changes for others."""

    colleague: Colleague | None
    """The member as colleagues see them; None if they have left the team."""
    availabilities: dict[int | None, Availability]
    """Whether somebody is there, for each department that answers on a site."""


UNKNOWN = Standing(None, {})
"""Nothing was told yet."""


def standing(tenant_id: int, member_id: int) -> Standing:
    """How things stand now."""
    with tenant_scope(tenant_id):
        public_id = str(selectors.members().get(id=member_id).public_id)
        colleague = next((c for c in colleagues() if c.id == public_id), None)
        departments = desk_selectors.answering_departments()
        return Standing(
            colleague, {department: selectors.availability(department_id=department) for department in departments}
        )


def choose_status(desk: Desk, value: str) -> None:
    """Remembers what the operator chose."""
    with tenant_scope(desk.tenant_id):
        services.choose_status(member_id=desk.member_id, value=value)


def open_conversation(desk: Desk, frame: OpenConversation) -> tuple[Opened, Address]:
    """The conversation with its visitor; raises NotFound."""
    with tenant_scope(desk.tenant_id):
        conversation = _visible(desk, frame.conversation)
        if frame.since:
            items = selectors.items_after(conversation.id, frame.since, for_operator=True)
        else:
            items = selectors.newest_items(conversation.id, for_operator=True)
        opened = Opened(
            row=selectors.row(conversation),
            card=card_of(conversation),
            items=items,
            more=bool(items) and not frame.since and items[0].seq > 1,
            prepared=prepared_for(conversation.id),
        )
        return opened, address_of(conversation)


def take(desk: Desk, public_id: str) -> Address:
    """Takes a waiting conversation; raises NotFound or AlreadyTaken."""
    with tenant_scope(desk.tenant_id):
        return address_of(assigning.take(public_id=public_id, member=_me(desk)))


def leave(desk: Desk, public_id: str) -> None:
    """Puts the own conversation back; raises NotFound or NotYours."""
    with tenant_scope(desk.tenant_id):
        assigning.leave(public_id=public_id, member=_me(desk))


def hand_over(desk: Desk, frame: HandOver) -> None:
    """Gives the own conversation to a colleague; raises NotFound, NotYours or NotAvailable."""
    with tenant_scope(desk.tenant_id):
        assigning.hand_over(public_id=frame.conversation, member=_me(desk), to=frame.to)


def read(desk: Desk, frame: OperatorRead) -> None:
    """The operator's window showed everything up to ``seq``; counts only for those who have the conversation."""
    with tenant_scope(desk.tenant_id):
        reading.read_by_operator(public_id=frame.conversation, member=_me(desk), seq=frame.seq)


def messages_after(desk: Desk, frame: OperatorSync) -> Messages:
    """A page of messages; raises NotFound."""
    with tenant_scope(desk.tenant_id):
        conversation = _visible(desk, frame.conversation)
        items = selectors.items_after(conversation.id, frame.since, for_operator=True)
        more = len(items) == HISTORY_PAGE
        return Messages(conversation=frame.conversation, items=items, last_seq=conversation.last_seq, more=more)


def own_address(desk: Desk, public_id: str) -> Address:
    """Where the operator's words go; raises NotFound or NotYours."""
    with tenant_scope(desk.tenant_id):
        conversation = _visible(desk, public_id)
        if conversation.assigned_to_id != desk.member_id:
            raise NotYours
        return address_of(conversation)


def _visible(desk: Desk, public_id: str) -> Conversation:
    return selectors.visible_by_public_id(_me(desk), public_id)


def _me(desk: Desk) -> Member:
    return selectors.members().get(id=desk.member_id)
