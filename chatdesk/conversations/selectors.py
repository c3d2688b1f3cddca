"""Reads of conversations; every function needs a scope."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from chatdesk.conversations.errors import NotFound
from chatdesk.conversations.lifecycle import OPEN, RESTING, State
from chatdesk.conversations.models import Conversation, Message, Participant
from chatdesk.conversations.presentation import item_of, person_of, row_of
from chatdesk.conversations.routing import Candidate, choose
from chatdesk.realtime import presence
from chatdesk.realtime.frames.base import HISTORY_PAGE
from chatdesk.realtime.frames.console_pieces import Row
from chatdesk.realtime.frames.pieces import Availability, MessageItem
from tenants.models import DepartmentMember, Member
from tenants.scope import current_tenant_id

SAME_TALK = timedelta(hours=24)
"""A visitor who writes again within this time goes on with the same conversation."""

RESTING_ROWS = 50
"""So many of the own conversations that rest stand in the lists, the latest words first (models/rows.js as well)."""


def members() -> QuerySet[Member]:
    """Members with what their persona needs, without the pictures themselves."""
    return Member.objects.select_related("face").defer("face__png")


def conversations() -> QuerySet[Conversation]:
    """Conversations with what rows and states need."""
    return Conversation.objects.select_related("visitor", "visit", "site", "assigned_to", "assigned_to__face").defer(
        "assigned_to__face__png"
    )


def by_public_id(public_id: str) -> Conversation:
    """The conversation; raises NotFound."""
    try:
        return conversations().get(public_id=public_id)
    except (Conversation.DoesNotExist, ValidationError) as error:
        raise NotFound from error


def latest_of(visitor_id: int) -> Conversation | None:
    """The visitor's newest conversation, whatever its state."""
    return conversations().filter(visitor_id=visitor_id).order_by("-id").first()


def last_operator_of(visitor_id: int) -> int | None:
    """Id of the member who talked with the visitor last, in their newest conversation."""
    newest = Conversation.objects.filter(visitor_id=visitor_id).order_by("-id")
    return newest.values_list("last_operator_id", flat=True).first()


def goes_on(conversation: Conversation) -> bool:
    """Whether a new message belongs to this conversation."""
    return conversation.state in OPEN or conversation.last_at > timezone.now() - SAME_TALK


def department_ids(member: Member) -> set[int] | None:
    """Departments whose conversations the member may see; None: all of them."""
    if member.leads:
        return None
    ids = set(DepartmentMember.objects.filter(member=member).values_list("department_id", flat=True))
    return ids or None


def visible_to(member: Member) -> QuerySet[Conversation]:
    """Conversations that the member may see."""
    departments = department_ids(member)
    if departments is None:
        return conversations()
    return conversations().filter(Q(department_id__in=departments) | Q(department_id=None) | Q(assigned_to=member))


def visible_by_public_id(member: Member, public_id: str) -> Conversation:
    """The conversation if the member may see it; raises NotFound otherwise, absent or forbidden alike."""
    try:
        return visible_to(member).get(public_id=public_id)
    except (Conversation.DoesNotExist, ValidationError) as error:
        raise NotFound from error


def rows_for(member: Member) -> list[Row]:
    """The lists of the desk: open conversations in which the visitor has written, and the own ones that rest."""
    open_talks = visible_to(member).filter(state__in=OPEN, visitor_messages__gt=0).order_by("id")
    talks = [*open_talks, *_resting(member)]
    here = presence.present(presence.VISITORS, current_tenant_id())
    return [row_of(talk, here=talk.visitor_id in here) for talk in talks]


def _resting(member: Member) -> QuerySet[Conversation]:
    since = timezone.now() - SAME_TALK
    # Found by who parted lately, which has an index: one on last_at would have to change with every message. Twice
    # the time, because an operator can still write into a conversation that rests.
    parted = Participant.objects.filter(member=member, left_at__gt=since - SAME_TALK)
    own = conversations().filter(id__in=parted.values("conversation_id"), assigned_to=member, state__in=RESTING)
    return own.filter(last_at__gt=since).order_by("-last_at")[:RESTING_ROWS]


def row(conversation: Conversation) -> Row:
    """One line of the lists."""
    here = presence.present(presence.VISITORS, current_tenant_id())
    return row_of(conversation, here=conversation.visitor_id in here)


def rows_of(visitor_ids: Iterable[int], *, before: Conversation | None = None, limit: int = 5) -> list[Row]:
    """Conversations of a person in all of these browsers, newest first; ``before``: only earlier ones."""
    talks = conversations().filter(visitor_id__in=visitor_ids, last_seq__gt=0)
    if before is not None:
        talks = talks.filter(id__lt=before.id)
    return [row_of(talk, here=False) for talk in talks.order_by("-id")[:limit]]


def messages(conversation_id: int) -> QuerySet[Message]:
    """Messages in order, with their authors."""
    people = Prefetch("member", queryset=members())
    return Message.objects.filter(conversation_id=conversation_id).order_by("seq").prefetch_related(people)


def invited_by(conversation: Conversation) -> str:
    """Name of the rule that spoke first, or of the operator who asked by hand; empty if the visitor spoke first."""
    spoken = Message.objects.filter(conversation=conversation, kind=Message.Kind.INVITATION)
    rule, operator = spoken.values_list("rule", "member__name").first() or ("", "")
    return rule or operator or ""


def previous_of(conversation: Conversation) -> Conversation | None:
    """The visitor's conversation before this one."""
    before = conversations().filter(visitor_id=conversation.visitor_id, id__lt=conversation.id, last_seq__gt=0)
    return before.order_by("-id").first()


def items_after(
    conversation_id: int, since: int, *, for_operator: bool, limit: int = HISTORY_PAGE
) -> list[MessageItem]:
    """At most ``limit`` messages after ``since``, oldest first."""
    found = messages(conversation_id).filter(seq__gt=since)[:limit]
    return [item_of(message, for_operator=for_operator) for message in found]


def newest_items(conversation_id: int, *, for_operator: bool, limit: int = HISTORY_PAGE) -> list[MessageItem]:
    """The end of the conversation, oldest first."""
    found = reversed(messages(conversation_id).order_by("-seq")[:limit])
    return [item_of(message, for_operator=for_operator) for message in found]


def operators_here() -> dict[int, int]:
    """Ids of members who take conversations now, with how many they take at once."""
    return presence.present(presence.OPERATORS, current_tenant_id())


def available_members(department_id: int | None) -> dict[int, Member]:
    """Members who take conversations of this department now."""
    found = members().filter(id__in=operators_here(), active=True)
    if department_id is not None:
        inside = DepartmentMember.objects.filter(department_id=department_id).values("member_id")
        bound = DepartmentMember.objects.values("member_id")
        found = found.filter(Q(id__in=inside) | ~Q(id__in=bound))
    return {member.id: member for member in found}


def reachable_department(asked: int | None, *, otherwise: int | None) -> int | None:
    """The department that is asked for; while only others are at the desk, that of the site."""
    if asked is None or asked == otherwise:
        return otherwise
    return otherwise if available_members(otherwise) and not available_members(asked) else asked


def waiting_count(*, department_id: int | None) -> int:
    """How many visitors wait for an operator of this department, or of any without one."""
    waiting = Conversation.objects.filter(state=State.WAITING, visitor_messages__gt=0)
    return (waiting if department_id is None else waiting.filter(department_id=department_id)).count()


def open_counts(member_ids: Iterable[int]) -> dict[int, int]:
    """How many open conversations each member has."""
    counted = (
        Conversation.objects.filter(assigned_to_id__in=member_ids, state__in=OPEN)
        .values_list("assigned_to_id")
        .annotate(Count("id"))
    )
    return dict(counted)


def candidates(people: dict[int, Member]) -> list[Candidate]:
    """Members as routing sees them."""
    counts = open_counts(people)
    capacities = operators_here()
    return [Candidate(m.id, counts.get(m.id, 0), capacities.get(m.id, 0), m.leads) for m in people.values()]


def routed_member(*, department_id: int | None, last_operator: int | None = None) -> Member | None:
    """Who would get a conversation of this department now; None if nobody is free."""
    people = available_members(department_id)
    return routed_of(people, candidates(people), last_operator=last_operator)


def routed_of(
    people: dict[int, Member], seats: Sequence[Candidate], *, last_operator: int | None = None
) -> Member | None:
    """Who of these people would get a conversation now; ``seats`` are their candidates, looked up before."""
    chosen = choose(seats, last_operator=last_operator)
    return people[chosen.member_id] if chosen else None


def free_member(member_id: int) -> Member | None:
    """This member, if they could take a conversation now."""
    people = {number: one for number, one in available_members(None).items() if number == member_id}
    return people[member_id] if choose(candidates(people)) else None


def availability(*, department_id: int | None, last_operator: int | None = None) -> Availability:
    """What visitors are told about who could answer."""
    people = available_members(department_id)
    chosen = routed_of(people, candidates(people), last_operator=last_operator)
    person = person_of(chosen) if chosen else None
    return Availability(online=bool(people), person=person, several=len(people) > 1)
