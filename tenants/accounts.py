"""How people sign in: django-allauth, without open registration."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from tenants.access import memberships_of
from tenants.services.members import announce_person
from tenants.services.people import reset_url


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

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address in the mail, independent of the request's Host header."""
        return reset_url(key=key)
