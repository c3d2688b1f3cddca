"""The operator's socket."""

from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Any, ClassVar

from django.conf import settings

from chatdesk.conversations.errors import NotYours
from chatdesk.conversations.models import Message
from chatdesk.conversations.services.messaging import Address, Words, post_message
from chatdesk.realtime import groups, presence
from chatdesk.realtime.codes import CloseCode, ErrorCode
from chatdesk.realtime.consumers import NEWEST_SECONDS
from chatdesk.realtime.db import fetch, in_thread
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames import operator_decoder
from chatdesk.realtime.frames.base import Frame
from chatdesk.realtime.frames.both import Ack, Resync
from chatdesk.realtime.frames.from_operator import (
    HandOver,
    LeaveConversation,
    OpenConversation,
    OperatorContact,
    OperatorHello,
    OperatorMessage,
    OperatorRead,
    OperatorStatus,
    OperatorSync,
    OperatorTypes,
    ShutConversation,
    TakeConversation,
)
from chatdesk.realtime.frames.to_operator import ColleagueEvent, NewestOfMine, OnSite, RowEvent
from chatdesk.realtime.frames.to_visitor import AvailabilityEvent, OperatorTyping
from chatdesk.realtime.publish import publish, publish_order
from chatdesk.realtime.texts import message_text
from chatdesk.realtime.throttle import MessageLimit
from operators import corrections
from operators import desk as at_desk
from operators.tickets import Ticket, redeem
from operators.watching import Watching


class OperatorConsumer(Watching):
    """One console of one operator."""

    decoder = operator_decoder
    hello = OperatorHello
    frames_per_second = 20
    handlers: ClassVar[Mapping[type[Frame], str]] = {
        **Watching.handlers,
        OperatorHello: "on_hello",
        OperatorStatus: "on_status",
        OpenConversation: "on_open",
        ShutConversation: "on_shut",
        TakeConversation: "on_take",
        LeaveConversation: "on_leave",
        HandOver: "on_hand_over",
        OperatorMessage: "on_message",
        OperatorTypes: "on_typing",
        OperatorRead: "on_read",
        OperatorSync: "on_sync",
        OperatorContact: "on_contact",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticket: Ticket
        self.own: dict[str, Address] = {}
        self.followed: dict[str, Address] = {}
        self.available = False
        self.limit = MessageLimit(per_second=5, burst=30, per_minute=200)

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
            await self._have(public_id, address)
        await self._hold()
        self.greeted = True
        self.put(await in_thread(at_desk.welcome, self.desk))
        await self._tell_status()
        self.after("beat", NEWEST_SECONDS, lambda: self.spawn(self._beat()))

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

    async def on_open(self, frame: OpenConversation) -> None:
        """Follows a conversation."""
        opened, address = await in_thread(at_desk.open_conversation, self.desk, frame)
        self.followed[frame.conversation] = address
        await self.join(self._talk(address))
        self.put(opened)

    async def on_shut(self, frame: ShutConversation) -> None:
        """Stops to follow."""
        address = self.followed.pop(frame.conversation, None)
        if address is not None and frame.conversation not in self.own:
            await self.part(self._talk(address))

    async def on_take(self, frame: TakeConversation) -> None:
        """The first wins."""
        await self._have(frame.conversation, await in_thread(at_desk.take, self.desk, frame.conversation))

    async def on_leave(self, frame: LeaveConversation) -> None:
        """Back to the waiting ones."""
        await in_thread(at_desk.leave, self.desk, frame.conversation)

    async def on_hand_over(self, frame: HandOver) -> None:
        """To a colleague."""
        await in_thread(at_desk.hand_over, self.desk, frame)

    async def on_message(self, frame: OperatorMessage) -> None:
        """Stores the operator's words; the ack leaves after COMMIT."""
        text = self._checked(frame)
        address = self.own.get(frame.conversation)
        if address is None:
            address = await in_thread(at_desk.own_address, self.desk, frame.conversation)
        words = Words(
            client_id=frame.client_id,
            sender=Message.Sender.OPERATOR,
            text=text,
            member_id=self.desk.member_id,
            person=self.desk.person,
        )
        posted = await post_message(address, words)
        self.put(Ack(client_id=frame.client_id, conversation=frame.conversation, seq=posted.seq, at=posted.at))

    async def on_typing(self, frame: OperatorTypes) -> None:
        """The visitor sees that somebody writes."""
        address = self.own.get(frame.conversation)
        if address is None:
            raise NotYours
        audience = [groups.visitor(address.tenant_id, address.visitor_id)]
        await publish(audience, OperatorTyping(person=self.desk.person, on=frame.on))

    async def on_read(self, frame: OperatorRead) -> None:
        """The window showed messages; only the one who has the conversation makes the second tick."""
        await in_thread(at_desk.read, self.desk, frame)

    async def on_sync(self, frame: OperatorSync) -> None:
        """Messages after the client's last one."""
        self.put(await in_thread(at_desk.messages_after, self.desk, frame))

    async def on_contact(self, frame: OperatorContact) -> None:
        """A contact is written or corrected by hand."""
        await in_thread(corrections.correct, self.desk, frame)

    # Orders

    async def talk_joined(self, event: dict[str, Any]) -> None:
        """This member has a conversation now, perhaps through another console."""
        public_id = event["public_id"]
        address = await in_thread(at_desk.own_address, self.desk, public_id)
        await self._have(public_id, address)
        await self._tell_newest({address.conversation_id: public_id})

    async def talk_left(self, event: dict[str, Any]) -> None:
        """This member does not have it any more."""
        address = self.own.pop(event["public_id"], None)
        if address is not None and event["public_id"] not in self.followed:
            await self.part(self._talk(address))

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

    def _checked(self, frame: OperatorMessage) -> str:
        text = "" if "\0" in frame.text else message_text(frame.text)
        if not text:
            raise Refusal("There is nothing to store in this text.", code=ErrorCode.BAD_TEXT)
        wait = self.limit.wait()
        if wait is not None:
            raise Refusal("Slow down, please.", code=wait[0], retry_after=wait[1])
        return text

    async def _have(self, public_id: str, address: Address) -> None:
        self.own[public_id] = address
        await self.join(self._talk(address))

    @staticmethod
    def _talk(address: Address) -> str:
        return groups.talk(address.tenant_id, address.conversation_id)

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
        await self._tell_newest(
            {address.conversation_id: public_id for public_id, address in (self.followed | self.own).items()}
        )
        rows = await in_thread(at_desk.fresh_rows, self.desk, within=2 * NEWEST_SECONDS)
        await self.put_all(RowEvent(row=row) for row in rows)
        self.put(OnSite(count=await in_thread(presence.count, presence.VISITORS, self.desk.tenant_id)))

    async def _tell_newest(self, known: dict[int, str]) -> None:
        rows = await fetch("select * from newest_seqs(%s, %s)", self.desk.tenant_id, list(known)) if known else []
        self.put(NewestOfMine(seqs={known[conversation_id]: seq for conversation_id, seq in rows}))
