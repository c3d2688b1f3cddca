"""The page of the operator's console."""

from django.conf import settings
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from chatdesk.conversations.selectors import members
from operators.access import DeskView
from operators.assets import import_map, sheets


class ConsoleView(DeskView):
    """``GET /desk/``: an empty page that the console's modules fill; everything else travels on the socket."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> TemplateResponse:
        """The page, in the language of the browser."""
        member = members().get(id=self.membership.member_id)
        return TemplateResponse(
            request,
            "operators/desk.html",
            {
                "language": get_language(),
                "product": self.membership.tenant_name,
                "member": member,
                "clients": self._clients(),
                "ticket_url": reverse("desk_ticket"),
                "login_url": f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.path})}",
                "logout_url": reverse("account_logout"),
                "sheets": sheets(),
                "modules": import_map(prefix=settings.STATIC_URL),
            },
        )

    def _clients(self) -> list[dict[str, str | bool]]:
        """Whom a person with several clients can change to; empty with one."""
        if len(self.memberships) < 2:
            return []
        return [
            {"name": m.tenant_name, "url": f"?as={m.member_id}", "current": m == self.membership}
            for m in self.memberships
        ]
