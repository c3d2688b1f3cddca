"""Mail about accounts, sent by a worker: how long the mail server takes tells nobody whether an address is known.

Links that set a password are made here and put into the mail at once; no queue and no log ever holds one.
"""

from celery import shared_task
from django.utils.translation import override

from tenants.services import people
from tenants.tasks import AccountMail


@shared_task(base=AccountMail)
def password_link(email: str, language: str) -> None:
    """Answers whoever asked for a link to a new password."""
    with override(language):
        people.mail_password_link(email=email)


@shared_task(base=AccountMail)
def welcome(user_id: int, team: str, language: str) -> None:
    """Tells a person that they are in a team."""
    with override(language):
        people.mail_welcome(user_id=user_id, team=team)
