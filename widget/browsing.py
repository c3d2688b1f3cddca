"""What a visitor's socket tells about the page: which one it is, and whether it is in front."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from chatdesk.realtime.consumers import FrameConsumer
from chatdesk.realtime.db import in_thread
from chatdesk.realtime.frames.base import Frame
from chatdesk.realtime.frames.from_visitor import PageView, VisitorFront, VisitorHello
from chatdesk.realtime.frames.pieces import Page
from chatdesk.triggers.due import mark_due
from chatdesk.triggers.selectors.situations import facts_on_arrival
from chatdesk.visitors.devices import MAX_USER_AGENT, is_bot
from chatdesk.visitors.herald import herald
from chatdesk.visitors.places import place_of
from chatdesk.visitors.services.arriving import (
    Arrival,
    Stay,
    Tab,
    arrive,
    come_forward,
    look_away,
    open_page,
)
from tenants.access import SiteAccess


class Browsing(FrameConsumer):
    """The half of a visitor's socket that follows their way through the site."""

    handlers: ClassVar[Mapping[type[Frame], str]] = {PageView: "on_page", VisitorFront: "on_front"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site: SiteAccess
        self.visitor: Arrival
        self.stay: Stay
        self.page: Page
        self.view = ""
        self.online = False
        """Somebody could answer, as far as this socket was told."""
        self.mark = secrets.token_urlsafe(8)

    async def come(self, hello: VisitorHello) -> None:
        """Recognises or makes the visitor, and records the page."""
        self.page, self.view = hello.page, hello.view
        self.visitor = await arrive(
            tenant_id=self.site.tenant_id,
            site_id=self.site.id,
            token=hello.token,
            page=hello.page,
            referrer=hello.referrer,
            language=hello.language,
            time_zone=hello.time_zone,
            user_agent=self.user_agent(),
            speaks=hello.speaks,
            tab=self._tab(hidden=hello.hidden),
            place=place_of(self.address()),
        )
        self.stay = self.visitor.stay

    async def gone(self) -> None:
        """The tab was closed or left."""
        await in_thread(look_away, tenant_id=self.site.tenant_id, stay=self.stay, tab=self._tab())

    # Frames

    async def on_page(self, frame: PageView) -> None:
        """Another page, without a new socket."""
        self.page, self.view = frame.page, frame.view
        await self._open_page()

    async def on_front(self, frame: VisitorFront) -> None:
        """The page is looked at again, or no longer."""
        if not frame.on:
            await self.gone()
            herald.changed(self.site.tenant_id, self.visitor.visitor_id)
        elif await come_forward(tenant_id=self.site.tenant_id, stay=self.stay, tab=self._tab()):
            self.stay = replace(self.stay, fresh=False)
            await self._page_changed()
        else:
            await self._open_page()

    async def team_changed(self, *, online: bool) -> None:
        """Somebody is there in whose name can be asked: a rule may have waited for that."""
        came, self.online = online and not self.online, online
        if came:
            self.stay = replace(self.stay, fresh=False)
            await self.mark_due()

    # For the other half

    async def tell_card(self) -> None:
        """Whoever reads the open conversation sees what has changed beside it."""
        raise NotImplementedError

    async def mark_due(self) -> None:
        """Notes when a rule could speak to the visitor on this page."""
        if self.is_bot():
            return
        facts = facts_on_arrival(page=self.page, stay=self.stay, user_agent=self.user_agent())
        await mark_due(tenant_id=self.site.tenant_id, site_id=self.site.id, visit_id=self.stay.visit_id, facts=facts)

    def is_bot(self) -> bool:
        """Whether the browser says that it is a robot."""
        return is_bot(self.user_agent())

    def user_agent(self) -> str:
        """No longer than it is stored: what is remembered of it must not grow with what a stranger sends."""
        return self.header(b"user-agent")[:MAX_USER_AGENT]

    def header(self, name: bytes) -> str:
        """Of the handshake; empty if it is missing."""
        return dict(self.scope["headers"]).get(name, b"").decode("latin-1")

    def address(self) -> str:
        """The visitor's internet address, as the server in front of us tells it."""
        return (self.scope.get("client") or ("local", 0))[0]

    # Internal

    async def _open_page(self) -> None:
        self.stay = await open_page(
            tenant_id=self.site.tenant_id,
            visitor_id=self.visitor.visitor_id,
            page=self.page,
            user_agent=self.user_agent(),
            tab=self._tab(),
            place=place_of(self.address()),
        )
        await self._page_changed()

    async def _page_changed(self) -> None:
        herald.changed(self.site.tenant_id, self.visitor.visitor_id)
        await self.tell_card()
        await self.mark_due()

    def _tab(self, *, hidden: bool = False) -> Tab:
        return Tab("" if hidden else self.mark, self.view)
