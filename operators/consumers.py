"""The operator's socket."""

from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Any, ClassVar

from django.conf import settings

from chatdesk.realtime import groups, presence
from chatdesk.realtime.codes import CloseCode, ErrorCode
from chatdesk.realtime.consumers import NEWEST_SECONDS
from chatdesk.realtime.db import in_thread
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames import operator_decoder
from chatdesk.realtime.frames.base import Frame
from chatdesk.realtime.frames.both import Resync
from chatdesk.realtime.frames.from_operator import OperatorHello, OperatorStatus
from chatdesk.realtime.frames.to_operator import ColleagueEvent, OnSite, RowEvent
from chatdesk.realtime.frames.to_visitor import AvailabilityEvent
from chatdesk.realtime.publish import publish, publish_order
from operators import desk as at_desk
from operators.talking import Talking
from operators.tickets import Ticket, redeem
from operators.watching import Watching

COUNT_SECONDS = 10.0
"""How late a console that has not opened the list knows how many visitors are on the sites."""


class OperatorConsumer(Talking, Watching):
    """One console of one operator."""

    decoder = operator_decoder
    hello = OperatorHello
    frames_per_second = 20
    handlers: ClassVar[Mapping[type[Frame], str]] = {
        **Talking.handlers,
        **Watching.handlers,
        OperatorHello: "on_hello",
        OperatorStatus: "on_status",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticket: Ticket
        self.available = False
        self.counted = 0
        """Visitors on the sites, as this console was told last."""

    # Lifecycle

    async def admit(self) -> bool:
        """Only our own pages, only with a session; which one is proved by the ticket."""
        return self._header(b"origin") == settings.DESK_URL and bool(self._session_key())

    async def leave(self) -> None:
        """Gives the leases back; the team and visitors hear it."""
        await self.stop_watching()
        if self.greeted:
            await presence.release(presence.DESKS, self.desk.tenant_id, [self._lease()])
            await presence.release(presence.OPERATORS, self.desk.tenant_id, [self._lease()])
            await self._tell_status()

    def explain(self, error: str, text: str) -> Refusal:
        """Operators who try to end a conversation are told why they can't (B08)."""
        refusal = super().explain(error, text)
        if refusal.code == ErrorCode.UNKNOWN_FRAME and '"end"' in text:
            return Refusal("Only the visitor ends a conversation.", code=ErrorCode.ONLY_THE_VISITOR_ENDS)
        return refusal

    def _header(self, name: bytes) -> str:
        return dict(self.scope["headers"]).get(name, b"").decode("latin-1")

    def _session_key(self) -> str:
        cookie = SimpleCookie(self._header(b"cookie")).get(settings.SESSION_COOKIE_NAME)
        return cookie.value if cookie else ""

    # Frames

    async def on_hello(self, frame: OperatorHello) -> None:
        """Redeems the ticket; answers with the lists."""
        ticket = await redeem(frame.ticket)
        if ticket is None or ticket.session_key != self._session_key() or not await in_thread(at_desk.admitted, ticket):
            await self.close(CloseCode.NOT_ALLOWED)
            return
        self.ticket = ticket
        self.desk = await in_thread(at_desk.sit_down, ticket)
        for group in self.desk.groups:
            await self.join(group)
        # Read after joining: what changes from here on is heard.
        self.available, own = await in_thread(at_desk.left_behind, self.desk)
        for public_id, address in own.items():
            await self.have(public_id, address)
        await self._hold()
        self.greeted = True
        welcome = await in_thread(at_desk.welcome, self.desk)
        self.counted = welcome.on_site
        self.put(welcome)
        await self._tell_status()
        self.after("beat", NEWEST_SECONDS, lambda: self.spawn(self._beat()))
        self.after("count", COUNT_SECONDS, lambda: self.spawn(self._count()))

    async def on_status(self, frame: OperatorStatus) -> None:
        """Available or away."""
        await in_thread(at_desk.choose_status, self.desk, frame.value)
        self.available = frame.value == "available"
        if not self.available:
            await presence.release_all(presence.OPERATORS, self.desk.tenant_id, self.desk.member_id)
        await self._hold()
        consoles = groups.member(self.desk.tenant_id, self.desk.member_id)
        await publish_order([consoles], "status.chosen", available=self.available)
        await self._tell_status()

    # Orders

    async def status_chosen(self, event: dict[str, Any]) -> None:
        """Chosen in a console of the same member, which has told everybody."""
        self.available = event["available"]
        if not self.available:
            await presence.release(presence.OPERATORS, self.desk.tenant_id, [self._lease()])
        await self._hold()

    async def membership_changed(self, event: dict[str, Any]) -> None:
        """Signed out, role or password changed, deactivated: prove again that you may be here."""
        if self.greeted and not await in_thread(at_desk.admitted, self.ticket):
            await self.close(CloseCode.NOT_ALLOWED)

    async def missed(self, event: dict[str, Any]) -> None:
        """After Redis was away."""
        if self.greeted:
            await self._hold()
            self.put(Resync())

    # Internal

    def _lease(self) -> str:
        return presence.entry(self.desk.member_id, self.channel_name, self.desk.capacity)

    async def _hold(self) -> None:
        await presence.hold(presence.DESKS, self.desk.tenant_id, [self._lease()])
        if self.available:
            await presence.hold(presence.OPERATORS, self.desk.tenant_id, [self._lease()])

    async def _tell_status(self) -> None:
        told = at_desk.UNKNOWN
        standing = await self._standing()
        while told != standing:
            await self._tell(standing, told)
            # What is told may be old when it leaves, and overtake newer news: whoever told looks once more.
            told, standing = standing, await self._standing()

    async def _standing(self) -> at_desk.Standing:
        return await in_thread(at_desk.standing, self.desk.tenant_id, self.desk.member_id)

    async def _tell(self, standing: at_desk.Standing, told: at_desk.Standing) -> None:
        tenant_id = self.desk.tenant_id
        if standing.colleague is not None and standing.colleague != told.colleague:
            await publish([groups.team(tenant_id)], ColleagueEvent(colleague=standing.colleague))
        for department_id, available in standing.availabilities.items():
            if available != told.availabilities.get(department_id):
                await publish(
                    [groups.visitors(tenant_id, department_id)],
                    AvailabilityEvent(availability=available),
                    online=available.online,
                )

    async def _beat(self) -> None:
        self.after("beat", NEWEST_SECONDS, lambda: self.spawn(self._beat()))
        if not await in_thread(at_desk.admitted, self.ticket):
            await self.close(CloseCode.NOT_ALLOWED)
            return
        await self._hold()
        await self.tell_newest()
        rows = await in_thread(at_desk.fresh_rows, self.desk, within=2 * NEWEST_SECONDS)
        await self.put_all(RowEvent(row=row) for row in rows)

    async def _count(self) -> None:
        self.after("count", COUNT_SECONDS, lambda: self.spawn(self._count()))
        count = await in_thread(presence.count, presence.VISITORS, self.desk.tenant_id)
        if count != self.counted:
            self.counted = count
            self.put(OnSite(count=count))
