"""``POST /desk/ticket``: what a console needs to open its socket."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse

from operators.access import DeskView
from operators.tickets import Ticket, issue


class TicketView(DeskView):
    """Issues a one-time ticket; needs the session and the CSRF token, so no other site can ask for it."""

    http_method_names = ["post"]
    raise_exception = True

    def post(self, request: HttpRequest) -> JsonResponse:
        """``{"ticket": "…", "socket": "wss://…"}``."""
        ticket = Ticket(
            user_id=self.user_id,
            tenant_id=self.membership.tenant_id,
            member_id=self.membership.member_id,
            session_key=str(request.session.session_key),
        )
        socket = settings.DESK_URL.replace("http", "ws", 1) + "/ws/v1/operator"
        return JsonResponse({"ticket": issue(ticket), "socket": socket})
