"""The visitor's socket."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import parse_qs

from django.utils import timezone

from chatdesk.conversations.models import Message
from chatdesk.conversations.services.messaging import Address, Words, post_message
from chatdesk.realtime import groups
from chatdesk.realtime.codes import CloseCode, ErrorCode
from chatdesk.realtime.consumers import NEWEST_SECONDS
from chatdesk.realtime.db import fetch, in_thread
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames import visitor_decoder
from chatdesk.realtime.frames.base import Frame
from chatdesk.realtime.frames.both import Ack, Resync
from chatdesk.realtime.frames.from_visitor import (
    InvitationSeen,
    VisitorEnd,
    VisitorHello,
    VisitorLetter,
    VisitorMessage,
    VisitorPreview,
    VisitorRate,
    VisitorRead,
    VisitorSync,
)
from chatdesk.realtime.frames.to_operator import VisitorPreviewEvent
from chatdesk.realtime.frames.to_visitor import LetterEvent, Newest, VisitorWelcome
from chatdesk.realtime.guests import Guests
from chatdesk.realtime.publish import publish
from chatdesk.realtime.texts import clean, mask_cards, message_text
from chatdesk.realtime.throttle import MessageLimit, Repetition
from chatdesk.visitors.addresses import origin_allowed
from chatdesk.visitors.contacts import contacts_in
from chatdesk.visitors.online import online
from tenants.access import site_by_key
from widget import letters, talks
from widget.consenting import Consenting
from widget.followed import Talk
from widget.snapshot import snapshot

guests = Guests()
_KEY = re.compile(r"[\w-]{1,64}", re.ASCII)


class VisitorConsumer(Consenting):
    """One tab of one visitor."""

    decoder = visitor_decoder
    hello = VisitorHello
    handlers: ClassVar[Mapping[type[Frame], str]] = {
        VisitorHello: "on_hello",
        **Consenting.handlers,
        VisitorMessage: "on_message",
        VisitorPreview: "on_preview",
        VisitorRead: "on_read",
        VisitorSync: "on_sync",
        InvitationSeen: "on_invitation",
        VisitorLetter: "on_letter",
        VisitorEnd: "on_end",
        VisitorRate: "on_rate",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.talk: Talk | None = None
        self.by_letter = False
        self.preview_allowed = True
        self.admitted = False
        self.limit = MessageLimit(per_second=1, burst=5, per_minute=60)
        self.repetition = Repetition()

    # Lifecycle

    async def admit(self) -> bool:
        """Known site, allowed origin, not too many from one address."""
        key = parse_qs(self.scope["query_string"].decode("latin-1")).get("site", [""])[0]
        site = await in_thread(site_by_key, key) if _KEY.fullmatch(key) else None
        if site is None or not origin_allowed(self.header(b"origin"), site.domains):
            return False
        self.site = site
        self.admitted = guests.admit(self.address())
        return self.admitted

    async def leave(self) -> None:
        """Gives the place and the lease back; operators see that the visitor left."""
        if self.admitted:
            guests.leave(self.address())
        if not self.greeted:
            return
        await online.go(self.site.tenant_id, self.visitor.visitor_id, self.channel_name)
        await self.gone()
        await self.tell_card()

    # Frames

    async def on_hello(self, frame: VisitorHello) -> None:
        """Recognises or makes the visitor; answers with everything they may see."""
        await self.come(frame)
        await self.join(groups.visitor(self.site.tenant_id, self.visitor.visitor_id))
        await self.join(groups.visitors(self.site.tenant_id, self.site.department_id))
        seen = await in_thread(snapshot, site=self.site, arrival=self.visitor, hello=frame)
        if not self.is_bot():
            await online.come(self.site.tenant_id, self.visitor.visitor_id, self.channel_name)
        self.preview_allowed = seen.preview
        self.online = seen.availability.online
        self.greeted = True
        self.put(
            VisitorWelcome(
                epoch=seen.epoch,
                at=timezone.now(),
                token=self.visitor.token,
                visitor=self.visitor.visitor,
                conversation=seen.conversation,
                messages=seen.messages,
                earlier=seen.earlier,
                reset=seen.reset,
                availability=seen.availability,
                invitation=seen.invitation,
                watch=await self.watch(),
            )
        )
        if seen.talk is not None:
            await self._keep(seen.talk)
            await self.tell_card()
        await self.mark_due()

    async def on_message(self, frame: VisitorMessage) -> None:
        """Stores the visitor's words; the ack leaves after COMMIT."""
        text = self._checked(frame)
        talk = self.talk
        if talk is None or frame.invitation or self.by_letter:
            talk = await self._open(frame.invitation)
        words = Words(client_id=frame.client_id, sender=Message.Sender.VISITOR, text=text)
        posted = await post_message(talk.address, words)
        self.put(Ack(client_id=frame.client_id, conversation=talk.address.public_id, seq=posted.seq, at=posted.at))
        if posted.is_news_to_the_desk:
            await in_thread(talks.announce, self.site.tenant_id, talk.address.conversation_id)
        if found := contacts_in(text):
            await in_thread(talks.note_contacts, talk.address, found)
            await self.tell_card()

    async def on_preview(self, frame: VisitorPreview) -> None:
        """What is being typed goes to those who may read along; it is never stored."""
        if self.talk is None or not self.talk.open:
            return
        text = mask_cards(clean(frame.text)) if self.preview_allowed else ""
        typing = frame.typing or bool(frame.text)
        event = VisitorPreviewEvent(conversation=self.talk.address.public_id, text=text, typing=typing)
        await publish([self.talk.operators], event)

    async def on_read(self, frame: VisitorRead) -> None:
        """The window showed messages."""
        await in_thread(talks.read, self.site.tenant_id, self.visitor.visitor_id, frame.seq)

    async def on_sync(self, frame: VisitorSync) -> None:
        """Messages after the client's last one."""
        self.put(await in_thread(talks.messages_after, self.site.tenant_id, self.visitor.visitor_id, frame))

    async def on_invitation(self, frame: InvitationSeen) -> None:
        """The invitation was drawn, or dismissed."""
        await in_thread(talks.invitation_seen, self.site.tenant_id, self.stay.visit_id, frame)

    async def on_letter(self, frame: VisitorLetter) -> None:
        """A link was followed; one that works once is not spent on a machine that looks through letters."""
        who = letters.Reader(self.visitor.visitor_id, self.stay.visit_id, self.address())
        known = not self.is_bot()
        event = await in_thread(letters.follow, self.site, frame.token, who) if known else LetterEvent()
        self.by_letter = True
        self.put(event)
        await self.tell_card()

    async def on_end(self, frame: VisitorEnd) -> None:
        """Only the visitor can."""
        await in_thread(talks.end, self.site.tenant_id, self.visitor.visitor_id)

    async def on_rate(self, frame: VisitorRate) -> None:
        """The answer to "Did I help?"."""
        await in_thread(talks.rate, self.site.tenant_id, self.visitor.visitor_id, frame)

    # News

    async def news(self, event: dict[str, Any]) -> None:
        """Passes a frame on; notes what it says about the conversation."""
        await super().news(event)
        if "talk" in event:
            await self._keep(event["talk"])
        if "online" in event:
            await self.team_changed(online=event["online"])

    async def missed(self, event: dict[str, Any]) -> None:
        """After Redis was away."""
        if self.talk is not None:
            self.put(Resync())

    # Internal

    def _checked(self, frame: VisitorMessage) -> str:
        text = "" if "\0" in frame.text else message_text(frame.text)
        if not text:
            raise Refusal("There is nothing to store in this text.", code=ErrorCode.BAD_TEXT)
        wait = self.limit.wait()
        if self.limit.hopeless:
            self.spawn(self.close(CloseCode.FLOODING))
        if wait is not None:
            raise Refusal("Slow down, please.", code=wait[0], retry_after=wait[1])
        if self.repetition.refuses(text, frame.client_id):
            raise Refusal("The same text came three times.", code=ErrorCode.REPEATED, retry_after=30)
        return text

    async def _open(self, invitation: str) -> Talk:
        aside = await in_thread(
            talks.open_talk,
            site=self.site,
            visitor_id=self.visitor.visitor_id,
            visit_id=self.stay.visit_id,
            invitation=invitation,
        )
        self.by_letter = False
        return await self._keep(aside)

    async def _keep(self, aside: Mapping[str, Any]) -> Talk:
        talk = self.talk = Talk.from_aside(aside, self.site.tenant_id, self.visitor.visitor_id)
        self.after("newest", NEWEST_SECONDS, lambda: self.spawn(self._tell_newest(talk.address)))
        return talk

    async def _tell_newest(self, address: Address) -> None:
        self.after("newest", NEWEST_SECONDS, lambda: self.spawn(self._tell_newest(address)))
        rows = await fetch("select * from newest_seqs(%s, %s)", address.tenant_id, [address.conversation_id])
        for _, seq in rows:
            self.put(Newest(conversation=address.public_id, seq=seq))

    async def tell_card(self) -> None:
        """Whoever reads the open conversation sees what has changed beside it."""
        if self.talk is not None and self.talk.open:
            await in_thread(talks.tell_card, self.site.tenant_id, self.talk.address.conversation_id)
