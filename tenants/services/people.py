"""Accounts of the people who work here. Whether an address is known elsewhere shows nowhere."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from tenants.models import User
from tenants.signals import password_link_asked, person_welcomed


def person(*, email: str) -> User:
    """The account with this address, made without a password if there is none."""
    address = email.strip().lower()
    user, _made = User.objects.get_or_create(email=address, defaults={"password": "!"})
    if not user.password.strip("!"):
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def welcome(*, user: User, team: str) -> None:
    """Announces that the person is in a team: they are mailed after the commit."""
    person_welcomed.send(User, user_id=user.pk, team=team)


def mail_welcome(*, user_id: int, team: str) -> None:
    """Mails that the person is in a team, with a link to set a password if they have none. Raises OSError."""
    user = User.objects.get(pk=user_id)
    context = {"team": team, "login_url": settings.DESK_URL + reverse("account_login")}
    if not user.has_usable_password():
        context["password_url"] = password_url(user=user)
    _mail(user, "welcome", context)


def ask_for_password_link(*, email: str) -> None:
    """Announces that somebody asked for a link to a new password; known and unknown addresses cost the same."""
    password_link_asked.send(User, email=email)


def mail_password_link(*, email: str) -> None:
    """Mails the link if somebody who may sign in has this address. Raises OSError."""
    for user in User.objects.filter(email=email.strip().lower(), is_active=True):
        _mail(user, "password_reset_key", {"password_reset_url": password_url(user=user)})


def password_url(*, user: User) -> str:
    """Address of the page where this person sets a password; works once, for some days.

    The host comes from the settings, never from a request.
    """
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return settings.DESK_URL + path


def _mail(user: User, name: str, context: dict[str, str]) -> None:
    subject = " ".join(render_to_string(f"account/email/{name}_subject.txt", context).split())
    body = render_to_string(f"account/email/{name}_message.txt", context).strip()
    send_mail(subject, body, None, [user.email])
