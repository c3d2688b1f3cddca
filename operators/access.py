"""The one way into the desk: a signed-in user with a place in a client's team. Closed by default."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.views import View

from tenants.access import Membership, memberships_of
from tenants.scope import tenant_scope

CHOSEN = "desk_member"
"""Session key: the membership that a user with several clients works in."""


class DeskView(LoginRequiredMixin, View):
    """Base of the desk's pages: runs and renders inside the scope of the user's client.

    ``self.membership`` is the place in the team, ``self.memberships`` all of them. ``?as=<member id>`` changes to
    another one. Without a membership: 403.
    """

    user_id: int
    membership: Membership
    memberships: list[Membership]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Finds the membership, enters its scope, renders inside it."""
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.user_id = request.user.pk
        self.memberships = memberships_of(self.user_id)
        self.membership = chosen_membership(request, self.memberships)
        with tenant_scope(self.membership.tenant_id):
            response = super().dispatch(request, *args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
            return response


def chosen_membership(request: HttpRequest, memberships: list[Membership]) -> Membership:
    """The membership asked for, or chosen before, or the first; raises PermissionDenied without any."""
    if not memberships:
        raise PermissionDenied("You do not work for any client here.")
    asked = request.GET.get("as", "")
    if any(str(m.member_id) == asked for m in memberships):
        request.session[CHOSEN] = int(asked)
    kept = request.session.get(CHOSEN)
    return next((m for m in memberships if m.member_id == kept), memberships[0])
