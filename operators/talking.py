"""The half of an operator's socket that talks: conversations that are followed, taken, written in."""

from collections.abc import Mapping
from typing import Any, ClassVar

from chatdesk.conversations.errors import NotYours
from chatdesk.conversations.models import Message
from chatdesk.conversations.services.messaging import Address, Words, post_message
from chatdesk.realtime import groups
from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.consumers import FrameConsumer
from chatdesk.realtime.db import fetch, in_thread
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames.base import Frame
from chatdesk.realtime.frames.both import Ack
from chatdesk.realtime.frames.from_operator import (
    HandOver,
    LeaveConversation,
    OpenConversation,
    OperatorContact,
    OperatorMessage,
    OperatorRead,
    OperatorSync,
    OperatorTypes,
    ShutConversation,
    TakeConversation,
)
from chatdesk.realtime.frames.to_operator import NewestOfMine
from chatdesk.realtime.frames.to_visitor import OperatorTyping
from chatdesk.realtime.publish import publish
from chatdesk.realtime.texts import message_text
from chatdesk.realtime.throttle import MessageLimit
from operators import corrections
from operators import desk as at_desk
from operators.desk import Desk


class Talking(FrameConsumer):
    """Conversations in the console."""

    handlers: ClassVar[Mapping[type[Frame], str]] = {
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
        self.desk: Desk
        self.own: dict[str, Address] = {}
        self.followed: dict[str, Address] = {}
        self.limit = MessageLimit(per_second=5, burst=30, per_minute=200)

    async def have(self, public_id: str, address: Address) -> None:
        """The conversation is this member's."""
        self.own[public_id] = address
        await self.join(self._talk(address))

    async def tell_newest(self) -> None:
        """Of every conversation that is followed."""
        known = (self.followed | self.own).items()
        await self._tell_newest({address.conversation_id: public_id for public_id, address in known})

    # Frames

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
        await self.have(frame.conversation, await in_thread(at_desk.take, self.desk, frame.conversation))

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
        if address is None and not frame.on:
            return  # whoever loses a conversation while they write stops writing
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
        await self.have(public_id, address)
        await self._tell_newest({address.conversation_id: public_id})

    async def talk_left(self, event: dict[str, Any]) -> None:
        """This member does not have it any more."""
        address = self.own.pop(event["public_id"], None)
        if address is not None and event["public_id"] not in self.followed:
            await self.part(self._talk(address))

    # Internal

    def _checked(self, frame: OperatorMessage) -> str:
        text = "" if "\0" in frame.text else message_text(frame.text)
        if not text:
            raise Refusal("There is nothing to store in this text.", code=ErrorCode.BAD_TEXT)
        wait = self.limit.wait()
        if wait is not None:
            raise Refusal("Slow down, please.", code=wait[0], retry_after=wait[1])
        return text

    @staticmethod
    def _talk(address: Address) -> str:
        return groups.talk(address.tenant_id, address.conversation_id)

    async def _tell_newest(self, known: dict[int, str]) -> None:
        rows = await fetch("select * from newest_seqs(%s, %s)", self.desk.tenant_id, list(known)) if known else []
        self.put(NewestOfMine(seqs={known[conversation_id]: seq for conversation_id, seq in rows}))
