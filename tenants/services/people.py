"""Accounts of the people who work here. Whether an address is known elsewhere shows nowhere."""

from urllib.parse import quote

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from tenants.models import User


def person(*, email: str) -> User:
    """The account with this address, made without a password if there is none."""
    address = email.strip().lower()
    user, _made = User.objects.get_or_create(email=address, defaults={"password": "!"})
    if not user.password.strip("!"):
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def welcome(*, user: User, team: str) -> None:
    """Mails, after the commit, that the person is in a team, with a link to set a password if they have none."""
    context = {"team": team, "login_url": settings.DESK_URL + reverse("account_login")}
    if not user.has_usable_password():
        context["password_url"] = password_url(user=user)
    subject = " ".join(render_to_string("account/email/welcome_subject.txt", context).split())
    body = render_to_string("account/email/welcome_message.txt", context)
    transaction.on_commit(lambda: _mail(user.email, subject, body), robust=True)


def password_url(*, user: User) -> str:
    """Address of the page where this person sets a password; works once, for some days."""
    return reset_url(key=f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}")


def reset_url(*, key: str) -> str:
    """Address of the page for one reset key. The host comes from the settings, never from a request."""
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    return settings.DESK_URL + path.replace("UID-KEY", quote(key))


def _mail(address: str, subject: str, body: str) -> None:
    send_mail(subject, body, None, [address])
