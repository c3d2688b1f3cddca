"""What follows when something happens to an account: connections are asked again (HARDENING S7), a worker mails."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.utils.translation import get_language

from tenants import account_mail
from tenants.models import User
from tenants.services.members import announce_person
from tenants.signals import password_link_asked, person_welcomed


@receiver([password_changed, password_set, password_reset])
def ask_connections_again(user: User, **_: Any) -> None:
    """Every open console of the person asks for its rights again."""
    announce_person(user_id=user.pk)


@receiver(password_link_asked)
def queue_password_link(email: str, **_: Any) -> None:
    """The same for every address."""
    language = _language()
    transaction.on_commit(lambda: account_mail.password_link.delay(email, language), robust=True)


@receiver(person_welcomed)
def queue_welcome(user_id: int, team: str, **_: Any) -> None:
    """In the language of whoever gave them the place."""
    language = _language()
    transaction.on_commit(lambda: account_mail.welcome.delay(user_id, team, language), robust=True)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
