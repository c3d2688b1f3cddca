"""What happens to connections when somebody gets another password (HARDENING S7)."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.dispatch import receiver

from tenants.models import User
from tenants.services.members import announce_person


@receiver([password_changed, password_set, password_reset])
def ask_connections_again(user: User, **_: Any) -> None:
    """Every open console of the person asks for its rights again."""
    announce_person(user_id=user.pk)
