"""Somebody logs out of the site. Needs a scope."""

import secrets

from chatdesk.realtime import groups
from chatdesk.realtime.publish import publish_order_on_commit
from chatdesk.visitors.models import Visitor
from chatdesk.visitors.services.arriving import token_hash

ORDER = "visitor.left"


def log_out(*, visitor_id: int) -> bool:
    """No browser is this visitor any more: the secret is worth nothing from now on, and all tabs are told.

    False, and nothing happens, if the site never said who the visitor is.
    """
    visitor = Visitor.objects.select_for_update(of=("self",)).get(id=visitor_id)
    if not visitor.external_id:
        return False
    visitor.token_hash = token_hash(secrets.token_urlsafe(32))
    visitor.save(update_fields=["token_hash"])
    publish_order_on_commit([groups.visitor(visitor.tenant_id, visitor.id)], ORDER)
    return True
