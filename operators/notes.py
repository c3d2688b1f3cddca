"""What operators note of a visitor, as ordinary code in the client's scope."""

from chatdesk.conversations import selectors
from chatdesk.conversations.card import card_of
from chatdesk.conversations.errors import NotFound
from chatdesk.realtime import groups
from chatdesk.realtime.frames.from_operator import NoteVisitor
from chatdesk.realtime.frames.to_operator import CardEvent, VisitorDetails
from chatdesk.realtime.publish import publish_on_commit
from chatdesk.triggers.by_hand.services import heed_notes
from chatdesk.visitors.models import Visitor
from chatdesk.visitors.selectors import visitor_by_public_id
from chatdesk.visitors.services.noting import note
from operators import visitors
from operators.desk import Desk
from tenants.models import Member
from tenants.scope import tenant_scope


def write(desk: Desk, frame: NoteVisitor) -> VisitorDetails:
    """Everybody who may see the visitor may write it; raises NotFound, absent or forbidden alike."""
    with tenant_scope(desk.tenant_id):
        member = selectors.members().get(id=desk.member_id)
        visitor = _in_reach(member, frame.visitor)
        known = note(visitor=visitor, text=frame.text, do_not_invite=frame.do_not_invite, member=member)
        heed_notes(known)
        _tell(visitor)
    return visitors.card_for(desk, frame.visitor)


def _in_reach(member: Member, public_id: str) -> Visitor:
    """Whoever is on a site of the seat, or talks in a conversation of it."""
    visitor = visitor_by_public_id(public_id)
    if visitor is None:
        raise NotFound
    if not visitors.is_in_seat(member, visitor) and not selectors.visible_to(member).filter(visitor=visitor).exists():
        raise NotFound
    return visitor


def _tell(visitor: Visitor) -> None:
    talk = selectors.latest_of(visitor.id)
    if talk is not None:
        event = CardEvent(conversation=str(talk.public_id), card=card_of(talk))
        publish_on_commit([groups.talk(talk.tenant_id, talk.id)], event)
