"""The admin's log."""

from typing import Any

import structlog
from django.db.models import Model

from tenants.models import AdminAction, Agency
from tenants.scope import current_scope
from tenants.scoped import TenantModel

log = structlog.get_logger()


def log_admin_action(*, obj: Model, by: str, kind: int, details: list[dict[str, Any]]) -> None:
    """Notes who did what: under the client for a client's rows, under the agency in scope for the agency's own."""
    owner = {"tenant_id": obj.tenant_id} if isinstance(obj, TenantModel) else {"agency_id": _agency_of(obj)}
    label = obj._meta.label_lower
    AdminAction.objects.create(
        **owner,
        by=by,
        kind=kind,
        model=label,
        object_id=str(obj.pk),
        object_name=str(obj)[:200],
        details=details,
    )
    log.info("admin_action", by=by, kind=kind, model=label, object_id=obj.pk, **owner)


def _agency_of(obj: Model) -> int | None:
    return obj.pk if isinstance(obj, Agency) else current_scope().agency_id
