"""What a visitor's frames do, as ordinary code in the client's scope. Called in the sockets' threads."""

from typing import Any

from chatdesk.conversations import selectors
from chatdesk.conversations.card import card_of
from chatdesk.conversations.errors import NotFound
from chatdesk.conversations.services import by_letter, closing, reading
from chatdesk.conversations.services.announcing import aside, tell_everyone
from chatdesk.conversations.services.messaging import Address
from chatdesk.realtime import groups
from chatdesk.realtime.frames.base import HISTORY_PAGE
from chatdesk.realtime.frames.both import Messages
from chatdesk.realtime.frames.from_visitor import InvitationSeen, VisitorPoll, VisitorRate, VisitorSync
from chatdesk.realtime.frames.to_operator import CardEvent
from chatdesk.realtime.publish import publish_on_commit
from chatdesk.triggers import services as triggers
from chatdesk.triggers.polling import services as polling
from chatdesk.triggers.routing import wanted
from chatdesk.visitors.contact_points.services import Sighting, record_contacts
from chatdesk.visitors.models import ContactPoint
from tenants.access import SiteAccess
from tenants.scope import tenant_scope


def open_talk(*, site: SiteAccess, visitor_id: int, visit_id: int, invitation: str) -> dict[str, Any]:
    """The conversation that the visitor's message belongs to; an answered invitation is its first line."""
    with tenant_scope(site.tenant_id):
        who = {"visitor_id": visitor_id, "visit_id": visit_id, "site_id": site.id}
        if invitation:
            talk = triggers.answer_invitation(invitation_id=invitation, department_id=site.department_id, **who)
            return aside(talk)
        to = wanted(visit_id=visit_id, site_id=site.id, department_id=site.department_id)
        return aside(by_letter.open_by_letter(department_id=to.department, asked_for=to.member, **who))


def announce(tenant_id: int, conversation_id: int) -> None:
    """The desk gets the line, the visitor's other tabs the state."""
    with tenant_scope(tenant_id):
        tell_everyone(selectors.conversations().get(id=conversation_id))


def note_contacts(address: Address, found: list[tuple[str, str]]) -> None:
    """Writes down what was recognised in a message (A39)."""
    with tenant_scope(address.tenant_id):
        seen = Sighting(ContactPoint.Origin.MESSAGE, conversation=address.public_id)
        record_contacts(visitor_id=address.visitor_id, found=found, seen=seen)


def read(tenant_id: int, visitor_id: int, seq: int) -> None:
    """The visitor's window showed everything up to ``seq``."""
    with tenant_scope(tenant_id):
        reading.read_by_visitor(visitor_id=visitor_id, seq=seq)


def messages_after(tenant_id: int, visitor_id: int, frame: VisitorSync) -> Messages:
    """A page of messages of one of the visitor's own conversations; raises NotFound."""
    with tenant_scope(tenant_id):
        conversation = selectors.by_public_id(frame.conversation)
        if conversation.visitor_id != visitor_id:
            raise NotFound
        items = selectors.items_after(conversation.id, frame.since, for_operator=False)
        more = len(items) == HISTORY_PAGE
        return Messages(conversation=frame.conversation, items=items, last_seq=conversation.last_seq, more=more)


def invitation_seen(tenant_id: int, visit_id: int, frame: InvitationSeen) -> None:
    """Counts the invitation as shown or clicked, or closes it for good."""
    with tenant_scope(tenant_id):
        SEEN[frame.what](invitation_id=frame.id, visit_id=visit_id)


SEEN = {"shown": triggers.mark_shown, "clicked": triggers.mark_clicked, "dismissed": triggers.dismiss}
"""What becomes of an invitation, by what the browser tells."""


def answer_poll(tenant_id: int, visitor_id: int, visit_id: int, frame: VisitorPoll) -> str:
    """Keeps the answer to a question; returns the question."""
    with tenant_scope(tenant_id):
        given = polling.answer_poll(
            invitation_id=frame.invitation,
            visit_id=visit_id,
            visitor_id=visitor_id,
            place=frame.question,
            chosen=frame.chosen,
            words=frame.text,
        )
        return given.question


def end(tenant_id: int, visitor_id: int) -> None:
    """The visitor ends the conversation."""
    with tenant_scope(tenant_id):
        closing.end(visitor_id=visitor_id)


def rate(tenant_id: int, visitor_id: int, frame: VisitorRate) -> None:
    """The visitor rates the conversation."""
    with tenant_scope(tenant_id):
        closing.rate(visitor_id=visitor_id, value=frame.value, comment=frame.comment)


def tell_card(tenant_id: int, conversation_id: int) -> None:
    """Operators who have the conversation open see where the visitor is."""
    with tenant_scope(tenant_id):
        conversation = selectors.conversations().get(id=conversation_id)
        event = CardEvent(conversation=str(conversation.public_id), card=card_of(conversation))
        publish_on_commit([groups.talk(tenant_id, conversation_id)], event)
