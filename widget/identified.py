"""What a visitor's socket hears of who the visitor is: from the site's server, signed, and from its page (D16)."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from chatdesk.realtime.codes import CloseCode, ErrorCode
from chatdesk.realtime.db import in_thread
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames.base import ClientId, Frame
from chatdesk.realtime.frames.from_visitor import VisitorAttributes, VisitorIdentify, VisitorLogout, VisitorPerson
from chatdesk.realtime.frames.to_visitor import IdentityTaken
from chatdesk.realtime.throttle import Bucket
from chatdesk.triggers.by_hand.services import heed_notes
from chatdesk.visitors.identity.selectors import valid_keys
from chatdesk.visitors.identity.services.leaving import log_out
from chatdesk.visitors.identity.services.telling import Outcome, Person, change_attributes, describe, touch, vouch
from chatdesk.visitors.identity.tokens import read_token
from tenants.access import SiteAccess
from tenants.scope import tenant_scope
from widget.doings import Doings

PER_SECOND = 0.2
BURST = 20
"""Times that one socket may tell who the visitor is; more are refused as too fast."""


class Identified(Doings):
    """The part of a visitor's socket that hears who they are."""

    handlers: ClassVar[Mapping[type[Frame], str]] = {
        **Doings.handlers,
        VisitorIdentify: "on_identify",
        VisitorPerson: "on_person",
        VisitorAttributes: "on_attributes",
        VisitorLogout: "on_logout",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told = Bucket(PER_SECOND, BURST)
        self._vouched_in = 0
        """The visit in which the site's server vouched for the visitor on this socket."""

    async def on_identify(self, frame: VisitorIdentify) -> None:
        """The site's server vouches for the visitor."""
        await self._take(frame.client_id, _vouch, self.site, frame.jwt)
        self._vouched_in = self.stay.visit_id

    async def on_person(self, frame: VisitorPerson) -> None:
        """The page says who the visitor is."""
        person = Person(frame.external_id, frame.name, frame.email, frame.phone, frame.attributes)
        await self._take(frame.client_id, _describe, self.site, person)

    async def on_attributes(self, frame: VisitorAttributes) -> None:
        """The page sets or unsets attributes."""
        await self._take(frame.client_id, _change, self.site, frame)

    async def on_logout(self, frame: VisitorLogout) -> None:
        """The visitor has logged out of the site."""
        await in_thread(_log_out, self.site, self.visitor.visitor_id)

    async def visitor_left(self, event: dict[str, Any]) -> None:
        """An order: the secret that this tab came with is worth nothing any more."""
        await self.close(CloseCode.GOING_AWAY)

    async def _page_changed(self) -> None:
        if self._vouched_in not in (0, self.stay.visit_id):
            self._vouched_in = self.stay.visit_id
            await in_thread(_touch, self.site, self.visitor.visitor_id)
        await super()._page_changed()

    async def _take(self, client_id: ClientId, deed: Callable[..., Outcome], *details: Any) -> None:
        if not self._told.take():
            raise Refusal("Slow down, please.", code=ErrorCode.TOO_FAST, retry_after=1 / PER_SECOND)
        outcome = await in_thread(deed, self.visitor.visitor_id, *details)
        who, verified = outcome.external_id, outcome.verified
        self.put(IdentityTaken(client_id=client_id, external_id=who, verified=verified, kept=outcome.kept))
        await self.tell_card()
        await self._wake(*outcome.changed)


def _vouch(visitor_id: int, site: SiteAccess, token: str) -> Outcome:
    with tenant_scope(site.tenant_id):
        claims = read_token(token, keys=valid_keys(site.id), site_key=site.key)
        outcome = vouch(visitor_id=visitor_id, claims=claims)
        if outcome.noted:
            heed_notes(outcome.noted)
        return outcome


def _describe(visitor_id: int, site: SiteAccess, person: Person) -> Outcome:
    with tenant_scope(site.tenant_id):
        return describe(visitor_id=visitor_id, person=person)


def _change(visitor_id: int, site: SiteAccess, frame: VisitorAttributes) -> Outcome:
    with tenant_scope(site.tenant_id):
        return change_attributes(visitor_id=visitor_id, told=frame.set, forgotten=frame.unset)


def _touch(site: SiteAccess, visitor_id: int) -> None:
    with tenant_scope(site.tenant_id):
        touch(visitor_id=visitor_id)


def _log_out(site: SiteAccess, visitor_id: int) -> None:
    with tenant_scope(site.tenant_id):
        log_out(visitor_id=visitor_id)
