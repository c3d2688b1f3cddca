"""The visitor card that an operator sees beside a conversation (B12–B16)."""

from chatdesk.conversations import selectors
from chatdesk.conversations.models import Conversation
from chatdesk.letters.selectors import letter_item
from chatdesk.polls.selectors import answer_items
from chatdesk.realtime import presence
from chatdesk.realtime.frames.console_pieces import Row, VisitorCard
from chatdesk.visitors.contact_points.selectors import contact_items
from chatdesk.visitors.identity.selectors import identity_item, same_person
from chatdesk.visitors.models import Visitor
from chatdesk.visitors.selectors import (
    device_item,
    earlier_visits,
    first_source_of,
    latest_visit,
    note_item,
    pages_of,
    source_of,
)
from tenants.scope import current_tenant_id


def card_of(conversation: Conversation) -> VisitorCard:
    """Who the visitor is, where they are and how they came."""
    visitor = conversation.visitor
    earlier = selectors.rows_of(same_person(visitor), before=conversation)
    return _card(visitor, invited_by=selectors.invited_by(conversation), earlier=earlier)


def visitor_card(visitor: Visitor) -> VisitorCard:
    """The same of somebody who may never have written; all conversations are earlier ones."""
    return _card(visitor, invited_by="", earlier=selectors.rows_of(same_person(visitor)))


def _card(visitor: Visitor, *, invited_by: str, earlier: list[Row]) -> VisitorCard:
    visit = latest_visit(visitor.id)
    here = visitor.id in presence.present(presence.VISITORS, current_tenant_id())
    pages = pages_of(visit, here=here)
    return VisitorCard(
        visitor=str(visitor.public_id),
        name=visitor.called,
        note=note_item(visitor),
        here=here,
        language=visitor.language,
        time_zone=visitor.time_zone,
        source=source_of(visit),
        first_source=first_source_of(visit),
        device=device_item(visit),
        referrer=visit.referrer,
        landing=visit.landing_url,
        visit_number=visit.number,
        current=pages[-1] if pages else None,
        pages=pages,
        visits=earlier_visits(visit),
        invited_by=invited_by,
        letter=letter_item(visit.id),
        identity=identity_item(visit),
        polls=answer_items(visitor.id),
        contacts=contact_items(visitor.id),
        earlier=earlier,
    )
