"""What an operator does with visitors who are on the sites, in the client's scope. Called in the sockets' threads."""

from chatdesk.conversations import selectors
from chatdesk.conversations.card import visitor_card
from chatdesk.conversations.errors import NotFound
from chatdesk.realtime.frames import VisitorDetails
from chatdesk.visitors.models import Visitor
from chatdesk.visitors.selectors import visitor_by_public_id
from operators.desk import Desk
from operators.feed import Departments
from tenants.models import Member
from tenants.scope import tenant_scope


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


def _visible(desk: Desk, public_id: str) -> Visitor:
    visitor = visitor_by_public_id(public_id)
    departments = selectors.department_ids(_me(desk))
    if visitor is None or not (departments is None or visitor.site.department_id in {None, *departments}):
        raise NotFound
    return visitor


def _me(desk: Desk) -> Member:
    return selectors.members().get(id=desk.member_id)
