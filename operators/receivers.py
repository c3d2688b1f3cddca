"""Closes the consoles of those whose rights changed."""

from typing import Any

from django.dispatch import receiver

from chatdesk.realtime import groups
from chatdesk.realtime.publish import publish_order_on_commit
from tenants.signals import membership_changed


@receiver(membership_changed)
def ask_consoles_again(tenant_id: int, member_id: int, **_: Any) -> None:
    """Every console of the member asks for its session and membership again."""
    publish_order_on_commit([groups.member(tenant_id, member_id)], "membership.changed")
