"""What an operator does with visitors who are on the sites, in the client's scope. Called in the sockets' threads."""

from django.utils import translation

from chatdesk.conversations import selectors
from chatdesk.conversations.card import visitor_card
from chatdesk.conversations.errors import NotFound
from chatdesk.realtime.frames.console_pieces import Opinion, OpinionLine, ToneRemark
from chatdesk.realtime.frames.from_operator import AskWhy, HearTone, InviteVisitor
from chatdesk.realtime.frames.to_operator import Invited, Tone, VisitorDetails, WhyNot
from chatdesk.triggers.by_hand.services import invite_by_hand
from chatdesk.triggers.explaining import RuleReport, explain
from chatdesk.triggers.from_visitor import conditions_like, new_rule_address
from chatdesk.triggers.questions.tone import remarks
from chatdesk.visitors.models import Visitor
from chatdesk.visitors.selectors import latest_visit, visitor_by_public_id
from operators.desk import Desk
from operators.feed import Departments
from operators.selectors import client_name, site_items
from tenants.models import Member
from tenants.scope import tenant_scope

OPINIONS = 50
"""Rules that one answer tells of."""


def departments_of(desk: Desk) -> Departments:
    """Departments whose sites the operator may look at; None: all of them."""
    with tenant_scope(desk.tenant_id):
        found = selectors.department_ids(_me(desk))
        return None if found is None else frozenset(found)


def details(desk: Desk, public_id: str) -> VisitorDetails:
    """Everything about a visitor; raises NotFound, absent or forbidden alike."""
    with tenant_scope(desk.tenant_id):
        visitor = _visible(desk, public_id)
        return VisitorDetails(visitor=public_id, card=visitor_card(visitor))


def why_not(desk: Desk, frame: AskWhy) -> WhyNot:
    """Every rule, every condition, what it saw, the verdict (A25); raises NotFound, absent or forbidden alike."""
    with tenant_scope(desk.tenant_id), translation.override(frame.language):
        visitor = _visible(desk, frame.visitor)
        visit = latest_visit(visitor.id)
        explanation = explain(visit.id)
        rules = explanation.rules if explanation else []
        address = new_rule_address(tenant_id=desk.tenant_id, site_id=visitor.site_id, conditions=conditions_like(visit))
        return WhyNot(
            visitor=frame.visitor,
            opinions=[_opinion(rule) for rule in rules[:OPINIONS]],
            more=max(0, len(rules) - OPINIONS),
            new_rule=address if _me(desk).role == Member.Role.ADMIN else "",
        )


def invite(desk: Desk, frame: InviteVisitor) -> Invited:
    """Asks the visitor in the operator's name; raises NotFound, absent or forbidden alike, or NotInvited."""
    with tenant_scope(desk.tenant_id):
        invite_by_hand(visitor_id=_visible(desk, frame.visitor).id, member=_me(desk), text=frame.text)
        return Invited(visitor=frame.visitor, client_id=frame.client_id)


def tone(desk: Desk, frame: HearTone) -> Tone:
    """How the question sounds, with the names that need not be in it."""
    with tenant_scope(desk.tenant_id), translation.override(frame.language):
        names = [client_name(), *(site.name for site in site_items())]
        return Tone(remarks=[ToneRemark(good=one.good, text=one.text) for one in remarks(frame.text, names)])


def _opinion(rule: RuleReport) -> Opinion:
    lines = [OpinionLine(depth=one.depth, words=one.words, holds=one.holds, seen=one.seen) for one in rule.lines]
    return Opinion(name=rule.name, speaks=rule.speaks, verdict=rule.verdict, lines=lines)


def card_for(desk: Desk, public_id: str) -> VisitorDetails:
    """The card as it is now, for who has shown already that they may see it."""
    with tenant_scope(desk.tenant_id):
        visitor = visitor_by_public_id(public_id)
        if visitor is None:
            raise NotFound
        return VisitorDetails(visitor=public_id, card=visitor_card(visitor))


def is_in_seat(member: Member, visitor: Visitor) -> bool:
    """Whether the visitor is on a site that the member answers for."""
    departments = selectors.department_ids(member)
    return departments is None or visitor.site.department_id in {None, *departments}


def _visible(desk: Desk, public_id: str) -> Visitor:
    visitor = visitor_by_public_id(public_id)
    if visitor is None or not is_in_seat(_me(desk), visitor):
        raise NotFound
    return visitor


def _me(desk: Desk) -> Member:
    return selectors.members().get(id=desk.member_id)
