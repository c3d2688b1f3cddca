"""What operators write on a visitor's card, as ordinary code in the client's scope."""

from chatdesk.conversations import selectors
from chatdesk.conversations.card import card_of
from chatdesk.conversations.errors import NotYours
from chatdesk.conversations.services.announcing import tell_desk
from chatdesk.realtime import groups
from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames.from_operator import OperatorContact
from chatdesk.realtime.frames.to_operator import CardEvent
from chatdesk.realtime.publish import publish_on_commit
from chatdesk.visitors.contact_points.services import choose_contact
from operators.desk import Desk
from tenants.scope import tenant_scope


def correct(desk: Desk, frame: OperatorContact) -> None:
    """Only who has the conversation may; raises NotFound, NotYours or Refusal."""
    with tenant_scope(desk.tenant_id):
        member = selectors.members().get(id=desk.member_id)
        talk = selectors.visible_by_public_id(member, frame.conversation)
        if talk.assigned_to_id != member.id:
            raise NotYours
        if not choose_contact(visitor_id=talk.visitor_id, kind=frame.kind, text=frame.value, member=member):
            raise Refusal("There can be no such contact.", code=ErrorCode.BAD_TEXT)
        talk = selectors.conversations().get(id=talk.id)
        event = CardEvent(conversation=frame.conversation, card=card_of(talk))
        publish_on_commit([groups.talk(desk.tenant_id, talk.id)], event)
        tell_desk(talk)
