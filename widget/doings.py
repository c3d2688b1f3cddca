"""What a visitor's socket tells of their doings: what rules ask for, and events and carts of the site."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import msgspec

from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.db import in_thread
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames.base import Frame
from chatdesk.realtime.frames.from_visitor import (
    VisitorCart,
    VisitorClick,
    VisitorForm,
    VisitorFormSeen,
    VisitorPoll,
    VisitorProduct,
    VisitorSignal,
    VisitorTrack,
)
from chatdesk.realtime.frames.pieces import Watch
from chatdesk.realtime.frames.to_visitor import FormTaken, PollTaken, WatchEvent
from chatdesk.realtime.throttle import Bucket
from chatdesk.triggers.due import wake, watch_for
from chatdesk.visitors.models import Event
from chatdesk.visitors.services.deeds import (
    fill_cart,
    idle_since,
    note_on_page,
    note_product,
    note_window,
    record_event,
)
from tenants.scope import tenant_scope
from widget import talks
from widget.browsing import Browsing
from widget.captured import take_form, take_form_seen

PER_SECOND = 0.5
BURST = 20
"""Doings that one socket may tell at once; more are refused as too fast. Fewer than the frames of any kind that it may
send at once, for those beyond are dropped without a word."""

FACT_OF_SIGNAL = {
    "scroll": "scroll_depth",
    "exit": "exit_intent",
    "idle": "seconds_idle",
    "active": "seconds_idle",
    "touched": "form_touched",
    "left": "form_left",
    "sent": "form_left",
    "closed": "seconds_since_closed",
    "opened": "seconds_since_closed",
}
"""Which fact a signal makes another one."""


class Doings(Browsing):
    """The part of a visitor's socket that hears what they do."""

    handlers: ClassVar[Mapping[type[Frame], str]] = {
        **Browsing.handlers,
        VisitorSignal: "on_signal",
        VisitorProduct: "on_product",
        VisitorClick: "on_click",
        VisitorTrack: "on_track",
        VisitorCart: "on_cart",
        VisitorForm: "on_form",
        VisitorPoll: "on_poll",
        VisitorFormSeen: "on_form_seen",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pace = Bucket(PER_SECOND, BURST)
        self._watch = Watch()

    async def on_signal(self, frame: VisitorSignal) -> None:
        """Scrolled, about to leave, at rest, in a form, the window closed."""
        if frame.what in ("closed", "opened"):
            await self._store(note_window, visit_id=self.stay.visit_id, is_closed=frame.what == "closed")
        else:
            await self._store(note_on_page, view_id=self.stay.view_id, **_noted(frame))
        await self._wake(FACT_OF_SIGNAL[frame.what])

    async def on_product(self, frame: VisitorProduct) -> None:
        """For the gap in a question."""
        await self._store(note_product, visit_id=self.stay.visit_id, view_id=self.stay.view_id, name=frame.name)

    async def on_click(self, frame: VisitorClick) -> None:
        """On an element that a rule names."""
        if frame.selector not in self._watch.clicks:
            raise Refusal("No rule asks for clicks on this element.", code=ErrorCode.NOT_FOUND)
        await self._record(Event.Kind.CLICK, frame.selector, {}, f"clicks:{frame.selector}")

    async def on_track(self, frame: VisitorTrack) -> None:
        """The site names what happened."""
        name = " ".join(frame.name.split())
        if not name:
            raise Refusal("An event needs a name.", code=ErrorCode.BAD_TEXT)
        await self._record(Event.Kind.TRACK, name, frame.meta, f"events:{name}")

    async def on_cart(self, frame: VisitorCart) -> None:
        """What is in the cart now."""
        items = msgspec.to_builtins(frame.items)
        told = {"value": frame.value, "currency": frame.currency, "items": items}
        await self._store(fill_cart, visit_id=self.stay.visit_id, **told)
        await self._wake("cart_value", "cart_contents")

    async def on_form(self, frame: VisitorForm) -> None:
        """A form of the site was sent, from which contacts are taken over."""
        self._take_pace()
        await in_thread(take_form, self.site, self.visitor.visitor_id, frame)
        self.put(FormTaken(client_id=frame.client_id))
        await self.tell_card()
        await self._wake("contacts_known")

    async def on_poll(self, frame: VisitorPoll) -> None:
        """A question of a poll was answered."""
        self._take_pace()
        question = await in_thread(
            talks.answer_poll, self.site.tenant_id, self.visitor.visitor_id, self.stay.visit_id, frame
        )
        self.put(PollTaken(client_id=frame.client_id))
        await self.tell_card()
        for fact in ("polls_answered", f"poll_answer:{question}"):
            await self._wake(fact)

    async def on_form_seen(self, frame: VisitorFormSeen) -> None:
        """How a form is made that a visitor sent."""
        self._take_pace()
        await in_thread(take_form_seen, self.site, self.visitor.visitor_id, frame)

    async def watch(self) -> Watch | None:
        """What this browser has to watch for; None if nothing."""
        self._watch = await watch_for(tenant_id=self.site.tenant_id, site_id=self.site.id)
        return self._watch if self._watch != Watch() else None

    async def rules_changed(self, event: dict[str, Any]) -> None:
        """An order: tells the browser if something else is to be watched now."""
        before = self._watch
        if event["site"] == self.site.id and self.greeted:
            await self.watch()
            if self._watch != before:
                self.put(WatchEvent(watch=self._watch))

    async def _record(self, kind: Event.Kind, name: str, meta: Mapping[str, Any], fact: str) -> None:
        if not await self._store(record_event, visit_id=self.stay.visit_id, kind=kind, name=name, meta=meta):
            raise Refusal("This visit has told enough events.", code=ErrorCode.TOO_MANY)
        await self._wake(fact)

    async def _store(self, deed: Callable[..., Any], **details: Any) -> Any:
        self._take_pace()
        return await in_thread(_in_scope, self.site.tenant_id, deed, details)

    def _take_pace(self) -> None:
        if not self._pace.take():
            raise Refusal("Slow down, please.", code=ErrorCode.TOO_FAST, retry_after=1 / PER_SECOND)

    async def _wake(self, *facts: str) -> None:
        if self.is_bot() or not facts:
            return
        site = {"tenant_id": self.site.tenant_id, "site_id": self.site.id}
        await wake(**site, visit_id=self.stay.visit_id, facts=frozenset(facts))


def _noted(frame: VisitorSignal) -> dict[str, Any]:
    match frame.what:
        case "scroll":
            return {"scroll": min(frame.value, 100)}
        case "idle":
            return {"idle_at": idle_since(frame.value)}
        case "active":
            return {"idle_at": None}
        case "sent":
            return {"touched": False, "left": False}
    return {frame.what: True}


def _in_scope(tenant_id: int, deed: Callable[..., Any], details: Mapping[str, Any]) -> Any:
    with tenant_scope(tenant_id):
        return deed(**details)
