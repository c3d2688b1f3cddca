"""What a visitor's socket may record: the site's rule, and what the visitor said to it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.db import in_thread
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames.base import Frame
from chatdesk.realtime.frames.from_visitor import (
    PageView,
    VisitorAttributes,
    VisitorCart,
    VisitorClick,
    VisitorConsent,
    VisitorFront,
    VisitorHello,
    VisitorIdentify,
    VisitorPerson,
    VisitorPoll,
    VisitorProduct,
    VisitorSignal,
    VisitorTrack,
)
from chatdesk.realtime.frames.pieces import Page, Watch
from chatdesk.visitors.consent import GROUNDS, ground
from chatdesk.visitors.models import Visit
from chatdesk.visitors.services.arriving import come_to_talk, note_consent
from widget.identified import Identified

TRAIL = (
    *(PageView, VisitorFront, VisitorSignal, VisitorProduct, VisitorClick, VisitorTrack, VisitorCart),
    *(VisitorIdentify, VisitorPerson, VisitorAttributes, VisitorPoll),
)
"""Frames that follow a visitor through the site or answer a poll of it: none is taken without a ground for it."""


class Consenting(Identified):
    """Follows the visitor as far as they and the site allow; whoever only wants to talk leaves no trail."""

    handlers: ClassVar[Mapping[type[Frame], str]] = {**Identified.handlers, VisitorConsent: "on_consent"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground = Visit.Consent.CHAT
        self._noted = 0

    @property
    def recorded(self) -> bool:
        """Pages of this socket are stored, and rules look at them."""
        return self.ground in GROUNDS

    async def come(self, hello: VisitorHello) -> None:
        """Recognises or makes the visitor; records the page only where there is a ground for it."""
        self.ground = self._ground(hello.consent)
        if self.recorded:
            await super().come(hello)
            await self._note()
            return
        self.page = Page(url="")
        self.visitor = await in_thread(
            come_to_talk,
            tenant_id=self.site.tenant_id,
            site_id=self.site.id,
            token=hello.token,
            language=hello.language,
        )
        self.stay = self.visitor.stay

    async def gone(self) -> None:
        """The tab was closed or left."""
        if self.recorded:
            await super().gone()

    async def mark_due(self) -> None:
        """Nobody is invited whose pages are not recorded."""
        if self.recorded:
            await super().mark_due()

    async def watch(self) -> Watch | None:
        """What a browser that is not followed has to watch for: nothing."""
        return await super().watch() if self.recorded else None

    async def on_consent(self, frame: VisitorConsent) -> None:
        """The visitor agreed: the next ``page`` is recorded. Or withdrew: none is from now on."""
        if frame.given:
            self.ground = self._ground("given")
            self._check()
            return
        self.ground = Visit.Consent.CHAT
        await self._tell(Visit.Consent.WITHDRAWN)
        await self.tell_card()

    async def _handle(self, frame: Frame) -> None:
        try:
            if isinstance(frame, TRAIL):
                self._check()
        except Refusal as refusal:
            self.refuse(refusal, frame)
            return
        await super()._handle(frame)

    async def _page_changed(self) -> None:
        await self._note()
        await super()._page_changed()

    def _check(self) -> None:
        if not self.recorded:
            raise Refusal("This visitor's pages are not recorded.", code=ErrorCode.NO_CONSENT)

    def _ground(self, said: str) -> Visit.Consent:
        headers = dict(self.scope["headers"])
        return ground(rule=self.site.consent, respects_signals=self.site.respects_signals, headers=headers, said=said)

    async def _note(self) -> None:
        if self.ground == Visit.Consent.GIVEN and self._noted != self.stay.visit_id:
            await self._tell(self.ground)
            self._noted = self.stay.visit_id

    async def _tell(self, consent: Visit.Consent) -> None:
        await in_thread(note_consent, tenant_id=self.site.tenant_id, visit_id=self.stay.visit_id, consent=consent)
