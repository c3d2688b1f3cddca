"""What happens to rules and to invitations: sent, shown, dismissed, answered. Every function needs a scope."""

import itertools
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from chatdesk.conversations.models import Conversation
from chatdesk.conversations.selectors import reachable_department
from chatdesk.conversations.services.opening import FirstLine, open_conversation
from chatdesk.polls.questions import asked
from chatdesk.polls.questions import read as read_poll
from chatdesk.realtime import groups
from chatdesk.realtime.frames.to_visitor import InvitationEvent
from chatdesk.realtime.publish import publish_on_commit, publish_order_on_commit
from chatdesk.triggers.actions import carried_out
from chatdesk.triggers.engine.allotment import HELD, group_of
from chatdesk.triggers.errors import NoSuchInvitation
from chatdesk.triggers.models import Invitation, Trigger
from chatdesk.triggers.questions.ready_sets import ReadyRule
from chatdesk.triggers.questions.variants import in_language, weights
from chatdesk.triggers.questions.wording import worded
from chatdesk.triggers.selectors import invitations
from chatdesk.triggers.selectors.sites import forced_language
from chatdesk.visitors.herald import tell_changed
from chatdesk.visitors.models import Visit, Visitor
from tenants.models import Member, Site

State = Invitation.State
Action = Trigger.Action
NOT_COPIED = {"id", "tenant_id", "counted_since", "version", "deleted_at"}
"""Columns of a rule that another one like it has of its own."""
ORDER_STEP = 10
"""Between two rules of a site that were put in order."""


def invite(*, visit: Visit, trigger_id: int, member: Member, already: int) -> bool:
    """Asks the trigger's question in the member's name; False if the moment has passed.

    ``visit`` is as the rules saw it, ``already`` how many invitations it had then. Visitors of the control group are
    shown nothing; that their moment came is written down like any other.
    """
    if not _still_there(visit, already):
        return False
    tell_changed(visit.tenant_id, [visit.visitor_id])
    trigger = Trigger.objects.get(id=trigger_id)
    ways, visitor = trigger.ways, visit.visitor
    group = group_of(visitor.public_id, rule=trigger.id, weights=weights(ways), held_percent=trigger.held_percent)
    if group == HELD:
        Invitation.objects.create(visit=visit, trigger=trigger, member=member, variant=HELD, state=State.HELD)
        return True
    action, language = carried_out(trigger.action, visit), _language_of(visitor)
    wording = in_language(ways[group], language)
    invitation = Invitation.objects.create(
        visit=visit,
        trigger=trigger,
        member=member,
        variant=group,
        action=action,
        text=worded(wording["text"], invitations.gap_values(visit, member)),
        branches=[] if action == Action.POLL else wording["branches"],
        poll=_poll_for(trigger, language),
    )
    show(invitation)
    return True


def show(invitation: Invitation) -> None:
    """Brings it to the visitor's screens; nobody at the desk is told (A23)."""
    audience = [groups.visitor(invitation.tenant_id, invitation.visit.visitor_id)]
    publish_on_commit(audience, InvitationEvent(invitation=invitations.card_of(invitation)))


def _language_of(visitor: Visitor) -> str:
    return visitor.speaks or forced_language(visitor.site_id) or visitor.language


def _poll_for(trigger: Trigger, language: str) -> dict[str, Any]:
    poll = read_poll(trigger.poll) if trigger.action == Action.POLL else None
    return {**asked(poll, language)} if poll else {}


def mark_shown(*, invitation_id: str, visit_id: int) -> None:
    """The bubble was drawn; only the first time counts. Raises NoSuchInvitation."""
    invitation = invitations.invitation_for(invitation_id=invitation_id, visit_id=visit_id)
    sent = Invitation.objects.filter(id=invitation.id, state=State.SENT)
    sent.update(state=State.SHOWN, shown_at=timezone.now())


def mark_clicked(*, invitation_id: str, visit_id: int) -> None:
    """The banner's link was followed, or the chat opened while the launcher glowed; only the first time counts.

    A banner has done its work then and goes from every tab; a glow still waits for words. Raises NoSuchInvitation.
    """
    invitation = invitations.invitation_for(invitation_id=invitation_id, visit_id=visit_id)
    waiting = Invitation.objects.filter(id=invitation.id, closed_at=None, clicked_at=None)
    waiting = waiting.filter(action__in=(Action.BANNER, Action.GLOW))
    now = timezone.now()
    if not waiting.update(state=State.CLICKED, clicked_at=now, shown_at=Coalesce("shown_at", Value(now))):
        return
    if invitation.action == Action.BANNER:
        close(invitation, State.CLICKED)


def dismiss(*, invitation_id: str, visit_id: int) -> None:
    """The visitor closed the bubble: gone in every tab, and no other comes during this visit (A07).

    Raises NoSuchInvitation. One that was answered or withdrawn stays so.
    """
    invitation = invitations.invitation_for(invitation_id=invitation_id, visit_id=visit_id)
    if close(invitation, State.DISMISSED):
        Visit.objects.filter(id=invitation.visit_id).update(uninvitable=True)


def answer_invitation(
    *, invitation_id: str, visit_id: int, visitor_id: int, site_id: int, department_id: int | None
) -> Conversation:
    """The conversation that the visitor's answer belongs to, the invitation its first line.

    An answer is never lost: if the invitation is unknown or was answered in another tab, the conversation opens
    without it. Raises TooManyConversations.
    """
    invitation = _unanswered(invitation_id, visit_id)
    rule = invitation.trigger if invitation else None
    conversation = open_conversation(
        visitor_id=visitor_id,
        visit_id=visit_id,
        site_id=site_id,
        department_id=reachable_department(rule.department_id if rule else None, otherwise=department_id),
        first_line=_first_line(invitation) if invitation else None,
    )
    if invitation is not None:
        close(invitation, State.ANSWERED, conversation=conversation)
    return conversation


def close(invitation: Invitation, state: State, *, conversation: Conversation | None = None) -> bool:
    """Takes the bubble off the visitor's screens; False if that was done before and this is no answer."""
    may_follow = Invitation.objects.filter(id=invitation.id).exclude(invitations.LED_TO_A_TALK)
    rows = may_follow if state == State.ANSWERED else may_follow.filter(closed_at=None)
    if not rows.update(state=state, closed_at=timezone.now(), conversation=conversation):
        return False
    tell_changed(invitation.tenant_id, [invitation.visit.visitor_id])
    publish_on_commit([groups.visitor(invitation.tenant_id, invitation.visit.visitor_id)], InvitationEvent())
    return True


def _still_there(visit: Visit, already: int) -> bool:
    """Locks the visit: still on that page, silent, not declined, and nobody else has invited meanwhile."""
    locked = Visit.objects.select_for_update(no_key=True).filter(
        ~Exists(invitations.open_talks("visitor_id")), id=visit.id, page_at=visit.page_at, uninvitable=False
    )
    return locked.values_list("id").first() is not None and Invitation.objects.filter(visit=visit).count() == already


def _unanswered(invitation_id: str, visit_id: int) -> Invitation | None:
    try:
        known = invitations.invitation_for(invitation_id=invitation_id, visit_id=visit_id)
    except NoSuchInvitation:
        return None
    locked = Invitation.objects.select_for_update(of=("self",), no_key=True).select_related("trigger", "visit")
    return locked.filter(id=known.id).exclude(invitations.LED_TO_A_TALK).first()


def _first_line(invitation: Invitation) -> FirstLine | None:
    """What the operator is taken to have said; nothing where the launcher glowed without words."""
    if not invitation.text:
        return None
    rule = invitation.trigger.name if invitation.trigger else ""
    return FirstLine(member_id=invitation.member_id, text=invitation.text, rule=rule)


def add_rules(*, site: Site, rules: Iterable[ReadyRule]) -> int:
    """Adds rules to a site, switched off; how many. One whose name is there already is left out."""
    known = set(Trigger.objects.filter(site=site).values_list("name", flat=True))
    new = [columns for columns in (rule.written() for rule in rules) if columns["name"] not in known]
    for columns in new:
        Trigger.objects.create(site=site, enabled=False, **columns)
    return len(new)


def duplicate(trigger: Trigger) -> Trigger:
    """The same rule once more, switched off, under a name that is free."""
    known = set(Trigger.objects.filter(site_id=trigger.site_id).values_list("name", flat=True))
    names = (f"{trigger.name[:70]} ({number})" for number in itertools.count(2))
    return Trigger.objects.create(
        **{**_columns(trigger), "name": next(name for name in names if name not in known), "enabled": False}
    )


def _columns(trigger: Trigger) -> dict[str, Any]:
    """All that a rule is, but for which row it is in."""
    fields = (field.attname for field in trigger._meta.concrete_fields)
    return {name: getattr(trigger, name) for name in fields if name not in NOT_COPIED}


def put_before(*, trigger: Trigger, other: int | None) -> dict[int, int]:
    """Lets a rule speak before another one of its site, or last of all; the new numbers of all its rules.

    Nothing moves if the other one is no rule of the site.
    """
    there = Trigger.objects.filter(site_id=trigger.site_id, deleted_at=None)
    rules = list(there.select_for_update(no_key=True))
    places = [rule.id for rule in rules if rule.id != trigger.id]
    if other is None or other in places:
        places.insert(len(places) if other is None else places.index(other), trigger.id)
        _number(rules, places)
    return {rule.id: rule.priority for rule in rules}


def place_of(trigger: Trigger) -> int:
    """Where a rule stands among those of its site, from one."""
    before = Q(priority__lt=trigger.priority) | Q(priority=trigger.priority, id__lt=trigger.id)
    return Trigger.objects.filter(before, site_id=trigger.site_id, deleted_at=None).count() + 1


def _number(rules: list[Trigger], places: list[int]) -> None:
    """Tidy numbers, with room between them for who writes one by hand."""
    for rule in rules:
        number = ORDER_STEP * (places.index(rule.id) + 1)
        if rule.priority != number:
            rule.priority = number
            rule.save(update_fields=["priority"])


def announce_rules(site_id: int) -> None:
    """Has the sockets of the site's visitors ask what is to be watched now."""
    for site in Site.objects.filter(id=site_id):
        audience = [groups.visitors(site.tenant_id, site.department_id)]
        publish_order_on_commit(audience, "rules.changed", site=site_id)
