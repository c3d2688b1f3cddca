"""The half of an operator's socket that looks at who is on the sites."""

from collections.abc import Mapping
from typing import Any, ClassVar

from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.consumers import FrameConsumer
from chatdesk.realtime.db import in_thread
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames.base import Frame
from chatdesk.realtime.frames.from_operator import (
    AskWhy,
    HearTone,
    InviteVisitor,
    LookAtVisitor,
    NoteVisitor,
    WatchVisitors,
)
from chatdesk.realtime.throttle import Bucket
from operators import notes, visitors
from operators.desk import Desk
from operators.feed import Departments, Feed, feed_of


class Watching(FrameConsumer):
    """Visitors in the console."""

    handlers: ClassVar[Mapping[type[Frame], str]] = {
        WatchVisitors: "on_visitors",
        LookAtVisitor: "on_visitor",
        AskWhy: "on_why",
        InviteVisitor: "on_invite",
        HearTone: "on_tone",
        NoteVisitor: "on_note",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk: Desk
        self.departments: Departments = None
        self.feed: Feed | None = None
        self._lists = Bucket(0.2, 5)
        self._looks = Bucket(1, 10)
        self._tones = Bucket(2, 10)

    async def stop_watching(self) -> None:
        """The list is not open any more."""
        feed, self.feed = self.feed, None
        if feed is not None:
            await feed.part(self)

    def tell(self, text: str) -> None:
        """News of the list, as the feed has encoded them."""
        self.outbox.put(text)

    # Frames

    async def on_visitors(self, frame: WatchVisitors) -> None:
        """Opens the list, from its beginning, or leaves it."""
        await self.stop_watching()
        if not frame.on:
            return
        self._spend(self._lists)
        self.departments = await in_thread(visitors.departments_of, self.desk)
        feed = feed_of(self.desk.tenant_id)
        await feed.join(self)
        self.feed = feed
        self.spawn(feed.show_all(self, self.outbox.flush))

    async def on_visitor(self, frame: LookAtVisitor) -> None:
        """The whole visit of one visitor."""
        self._spend(self._looks)
        self.put(await in_thread(visitors.details, self.desk, frame.visitor))

    async def on_why(self, frame: AskWhy) -> None:
        """What the rules think of a visitor."""
        self._spend(self._looks)
        self.put(await in_thread(visitors.why_not, self.desk, frame))

    async def on_invite(self, frame: InviteVisitor) -> None:
        """A question in the operator's name; nothing more happens at the desk until it is answered."""
        self._spend(self._looks)
        self.put(await in_thread(visitors.invite, self.desk, frame))

    async def on_note(self, frame: NoteVisitor) -> None:
        """What the visitor is not to be offered."""
        self._spend(self._looks)
        self.put(await in_thread(notes.write, self.desk, frame))

    async def on_tone(self, frame: HearTone) -> None:
        """While a question is being written."""
        self._spend(self._tones)
        self.put(await in_thread(visitors.tone, self.desk, frame))

    def _spend(self, bucket: Bucket) -> None:
        if not bucket.take():
            raise Refusal("Slow down, please.", code=ErrorCode.TOO_FAST, retry_after=bucket.seconds_until())
