"""Deletes so many rows in one statement, and no more."""

from typing import Any

from django.db.models import QuerySet


def delete_some(rows: QuerySet[Any], most: int) -> int:
    """How many of ``rows`` were deleted; nothing may refer to them."""
    first = rows.order_by("id").values("id")[:most]
    count, _by_model = rows.model._default_manager.filter(id__in=first).delete()
    return count
