"""How people sign in: django-allauth, without open registration."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ResetPasswordForm
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from tenants.access import memberships_of
from tenants.services.members import announce_person
from tenants.services.people import ask_for_password_link


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation; nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The console for those who have one, the admin for the agency's people."""
        return settings.LOGIN_REDIRECT_URL if memberships_of(request.user.pk or 0) else reverse("admin:index")

    def logout(self, request: HttpRequest) -> None:
        """Ends the session, then closes the consoles that lived on it (Django's signal comes before the end)."""
        user_id = request.user.pk
        super().logout(request)
        if user_id is not None:
            announce_person(user_id=user_id)


class PasswordLinkForm(ResetPasswordForm):
    """Asks for a link to a new password. Who has the address is looked up by the worker that mails, not here."""

    def clean_email(self) -> str:
        """Any address."""
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **_: Any) -> str:
        """Announces the wish."""
        email: str = self.cleaned_data["email"]
        ask_for_password_link(email=email)
        return email
