"""What a visitor's socket is told after ``hello``, read in one transaction."""

from dataclasses import dataclass
from typing import Any

from chatdesk.conversations import selectors
from chatdesk.conversations.models import Conversation
from chatdesk.conversations.presentation import state_of
from chatdesk.conversations.services.announcing import aside
from chatdesk.realtime.epoch import current_epoch
from chatdesk.realtime.frames.base import HISTORY_PAGE
from chatdesk.realtime.frames.from_visitor import VisitorHello
from chatdesk.realtime.frames.pieces import Availability, ConversationState, InvitationCard, MessageItem
from chatdesk.triggers.selectors.invitations import current_invitation
from chatdesk.visitors.services.arriving import Arrival
from tenants.access import SiteAccess
from tenants.scope import tenant_scope
from widget.selectors import preview_allowed


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Pieces of the ``welcome`` frame, and what the consumer itself keeps in mind."""

    epoch: str
    availability: Availability
    preview: bool
    conversation: ConversationState | None
    messages: list[MessageItem]
    earlier: list[MessageItem]
    reset: bool
    invitation: InvitationCard | None
    talk: dict[str, Any] | None


def snapshot(*, site: SiteAccess, arrival: Arrival, hello: VisitorHello) -> Snapshot:
    """Reads everything that this visitor may see now."""
    with tenant_scope(site.tenant_id):
        conversation = None if arrival.token else selectors.latest_of(arrival.visitor_id)
        epoch = current_epoch()
        usable = _cursor_fits(conversation, hello, epoch)
        return Snapshot(
            epoch=epoch,
            availability=selectors.availability(
                department_id=site.department_id,
                last_operator=conversation.last_operator_id if conversation else None,
            ),
            preview=preview_allowed(site.id),
            conversation=state_of(conversation) if conversation else None,
            messages=_messages(conversation, hello.since if usable else None),
            earlier=[] if usable else _earlier(conversation),
            reset=not usable,
            invitation=current_invitation(arrival.stay.visit_id) if arrival.stay.pages > 1 else None,
            talk=aside(conversation) if conversation and selectors.goes_on(conversation) else None,
        )


def _cursor_fits(conversation: Conversation | None, hello: VisitorHello, epoch: str) -> bool:
    if conversation is None or hello.conversation != str(conversation.public_id) or hello.epoch != epoch:
        return False
    return conversation.last_seq - HISTORY_PAGE <= hello.since <= conversation.last_seq


def _messages(conversation: Conversation | None, since: int | None) -> list[MessageItem]:
    if conversation is None:
        return []
    if since is None:
        return selectors.newest_items(conversation.id, for_operator=False)
    return selectors.items_after(conversation.id, since, for_operator=False)


def _earlier(conversation: Conversation | None) -> list[MessageItem]:
    if conversation is None or conversation.last_seq >= EARLIER:
        return []
    previous = selectors.previous_of(conversation)
    return selectors.newest_items(previous.id, for_operator=False, limit=EARLIER) if previous else []


EARLIER = 30
"""Lines of the talk before that are shown when the present one is short."""
