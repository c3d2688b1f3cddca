"""What a visitor's browser tells the server."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from chatdesk.realtime.frames.base import (
    MAX_TOKEN,
    AttributeName,
    Attributes,
    ClientId,
    Email,
    Frame,
    Id,
    MetaName,
    MetaValue,
    Name,
    Part,
    Phone,
    PreviewText,
    Seq,
    Text,
    Url,
    ViewKey,
)
from chatdesk.realtime.frames.pieces import CartItem, Page


class VisitorHello(Frame, tag="hello", kw_only=True):
    """First frame on a visitor's socket, within 10 s. Answered by ``welcome``."""

    token: Annotated[str, Meta(max_length=64)] = ""
    """The visitor's secret from an earlier ``welcome``; empty on the first visit."""
    page: Page
    referrer: Url = ""
    language: Annotated[str, Meta(max_length=35)] = ""
    """The browser's."""
    speaks: Literal["", "en", "ru"] = ""
    """What the chat's window speaks on this page: questions come in it."""
    time_zone: Annotated[str, Meta(max_length=64)] = ""
    epoch: Annotated[str, Meta(max_length=64)] = ""
    conversation: Annotated[str, Meta(max_length=64)] = ""
    since: Seq = 0
    """Highest ``seq`` of ``conversation`` that this client holds."""
    view: ViewKey = ""
    """The browser's own name of this view of the page: with the same one a socket comes back to it."""
    hidden: bool = False
    """The page stands in the background."""
    consent: Literal["", "given", "chat"] = ""
    """``given``: the visitor agreed that pages are recorded. ``chat``: they did not, they only want to talk; ``page``
    is not looked at then, its ``url`` may be empty."""


class PageView(Frame, tag="page", kw_only=True):
    """The visitor moved to another page without a new socket, or changed the title."""

    page: Page
    view: ViewKey = ""


class VisitorFront(Frame, tag="front", kw_only=True):
    """The page came to the front of the screen, or went to the background: only what is in front counts as seen."""

    on: bool


class VisitorSignal(Frame, tag="signal", kw_only=True):
    """What the visitor does, told when a rule asks for it (``Watch``); that the window opens or closes, always."""

    what: Literal["scroll", "exit", "idle", "active", "touched", "left", "sent", "closed", "opened"]
    value: Annotated[int, Meta(ge=0, le=86_400)] = 0
    """Per cent of ``scroll``, seconds of ``idle``."""


class VisitorProduct(Frame, tag="product", kw_only=True):
    """What the page in front sells, as its own mark-up says (schema.org, Open Graph)."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]


class VisitorClick(Frame, tag="click", kw_only=True):
    """An element was clicked that a rule of the site names by its selector."""

    selector: Annotated[str, Meta(min_length=1, max_length=200)]


class VisitorTrack(Frame, tag="track", kw_only=True):
    """The site tells of something that happened: ``ChatDesk("track", name, meta)``."""

    name: Annotated[str, Meta(min_length=1, max_length=64)]
    meta: Annotated[dict[MetaName, MetaValue], Meta(max_length=20)] = {}


class VisitorCart(Frame, tag="cart", kw_only=True):
    """What is in the cart, instead of what was told before: ``ChatDesk("cart", {value, currency, items})``."""

    value: Annotated[float, Meta(ge=0, le=1e12)] = 0
    currency: Annotated[str, Meta(pattern=r"^([A-Z]{3})?$")] = ""
    items: Annotated[list[CartItem], Meta(max_length=50)] = []


class VisitorIdentify(Frame, tag="identify", kw_only=True):
    """The site's server vouches for the visitor (D16). Answered by ``identity`` or ``error``."""

    client_id: ClientId
    jwt: Annotated[str, Meta(min_length=1, max_length=2 * MAX_TOKEN)]
    """A JWT, HS256, signed with the site's secret; more than 8,192 characters are refused."""


class VisitorPerson(Frame, tag="person", kw_only=True):
    """What the page itself says of the visitor: anybody could have typed it. Answered by ``identity`` or ``error``."""

    client_id: ClientId
    external_id: Annotated[str, Meta(max_length=128)] = ""
    """What the site calls them."""
    name: Name = ""
    email: Email = ""
    phone: Phone = ""
    attributes: Attributes = {}


class VisitorAttributes(Frame, tag="attributes", kw_only=True):
    """What ``setAttributes`` and ``unsetAttributes`` of the page say. Answered by ``identity`` or ``error``."""

    client_id: ClientId
    set: Attributes = {}
    """A value of null is as a name in ``unset``."""
    unset: Annotated[list[AttributeName], Meta(max_length=50)] = []


class VisitorLogout(Frame, tag="logout", kw_only=True):
    """The visitor has logged out of the site: their secret is worth nothing from now on, and all tabs are closed.

    Of somebody of whom the site never said who they are nothing happens.
    """


class VisitorConsent(Frame, tag="consent", kw_only=True):
    """The visitor agreed that pages are recorded, or withdrew."""

    given: bool


class VisitorMessage(Frame, tag="message", kw_only=True):
    """A message to be stored. Answered by ``ack``, ``retry`` or ``error`` with the same ``client_id``."""

    client_id: ClientId
    text: Text
    invitation: Annotated[str, Meta(max_length=64)] = ""
    """The invitation that is being answered: it becomes the line before this message."""


class VisitorPreview(Frame, tag="preview", kw_only=True):
    """Text that is being typed (A33); card numbers are masked before it leaves the browser. Empty: stopped."""

    text: PreviewText
    typing: bool = False
    """Something is typed, though the text is empty: the site keeps it in the browser."""


class VisitorRead(Frame, tag="read", kw_only=True):
    """The visitor's window has shown everything up to ``seq``."""

    seq: Seq


class VisitorSync(Frame, tag="sync", kw_only=True):
    """Asks for every message of the own conversation after ``since``. Answered by ``messages``."""

    conversation: Id
    since: Seq


class InvitationSeen(Frame, tag="invitation", kw_only=True):
    """What became of an invitation on the visitor's screen."""

    id: Id
    what: Literal["shown", "clicked", "dismissed"]
    """``clicked``: the banner's link, or the launcher while it glowed."""


class VisitorPoll(Frame, tag="poll", kw_only=True):
    """The answer to one question of a poll. Answered by ``poll`` or ``error`` with the same ``client_id``."""

    client_id: ClientId
    invitation: Id
    question: Annotated[int, Meta(ge=1, le=3)]
    """Its number, from one."""
    chosen: Annotated[list[Annotated[int, Meta(ge=1, le=6)]], Meta(max_length=6)] = []
    """Numbers of the chosen answers, or the step of the scale."""
    text: Annotated[str, Meta(max_length=500)] = ""
    """The visitor's own words, where the question asks for them; empty: passed over."""


class VisitorLetter(Frame, tag="letter", kw_only=True):
    """The visitor came by the link of a letter. Answered by ``letter``, whatever the token is."""

    token: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    """What stands behind ``#chatdesk=`` in the address."""


class FormField(Part, kw_only=True):
    """One field of a form that was sent."""

    kind: Literal["name", "email", "phone"]
    value: Annotated[str, Meta(min_length=1, max_length=254)]


class VisitorForm(Frame, tag="form", kw_only=True):
    """The visitor sent a form of the site, which may be read (D25). Answered by ``form`` or ``error``."""

    client_id: ClientId
    form: Annotated[str, Meta(max_length=80)] = ""
    """What the page calls it."""
    page: Url
    fields: Annotated[list[FormField], Meta(min_length=1, max_length=6)]


class FormFieldSeen(Part, kw_only=True):
    """A field of a form: what it is called, never what is in it."""

    selector: Annotated[str, Meta(min_length=1, max_length=160)]
    """CSS, made of its name or id."""
    kind: Literal["name", "given", "family", "email", "phone", "secret", ""]
    """As it was recognised. ``secret``: never read; empty: not recognised."""


class VisitorFormSeen(Frame, tag="form_seen", kw_only=True):
    """A form of the site was sent: how it is made, for the client to choose what is read of it (D25). No answer."""

    selector: Annotated[str, Meta(min_length=1, max_length=160)]
    page: Url
    fields: Annotated[list[FormFieldSeen], Meta(max_length=30)]


class VisitorEnd(Frame, tag="end", kw_only=True):
    """The visitor ends the conversation (B08)."""


class VisitorRate(Frame, tag="rate", kw_only=True):
    """The answer to "Did I help?" after the end."""

    value: Literal["yes", "partly", "no"]
    comment: Annotated[str, Meta(max_length=500)] = ""
