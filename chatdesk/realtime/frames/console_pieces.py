"""Pieces that only the console gets: who is there, what is known of them, what the rules thought."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from chatdesk.realtime.frames.base import AttributeValue, Part, Speaker, State
from chatdesk.realtime.frames.pieces import LetterItem, Page


class SiteItem(Part, kw_only=True):
    """A site of the client."""

    id: str
    name: str
    preview: bool = True
    """False: visitors' unsent text is not transmitted on this site, only that they type."""


class Colleague(Part, kw_only=True):
    """A member of the client's team."""

    id: str
    name: str
    title: str = ""
    avatar: str = ""
    status: Literal["available", "away", "offline"] = "offline"
    open: int = 0


class Row(Part, kw_only=True):
    """One line of the lists: everything that the left pane shows."""

    id: str
    site: str
    visitor: str
    """What the visitor is called: a name, or ``Guest 4127``."""
    state: State
    assigned: str = ""
    """Id of the colleague who has it."""
    last_seq: int
    last_text: str = ""
    last_by: Speaker | Literal[""] = ""
    last_at: datetime
    waiting_since: datetime | None = None
    """Since when the visitor waits for an answer: runs the two-minute clock (B10); none: nobody waits."""
    unread: int = 0
    """The visitor's messages that no operator has read."""
    read_by_visitor: int = 0
    page: Page | None = None
    here: bool = False
    """The visitor has the site open now."""


class PageItem(Part, kw_only=True):
    """One page of a visit."""

    url: str
    title: str = ""
    at: datetime
    seconds: int = 0
    """Time spent; of the current page: up to now."""


class VisitItem(Part, kw_only=True):
    """One earlier visit."""

    at: datetime
    pages: int
    seconds: int
    landing: str = ""


class CampaignItem(Part, kw_only=True):
    """The UTM fields of a landing page, as they were written."""

    source: str = ""
    medium: str = ""
    campaign: str = ""
    term: str = ""
    content: str = ""


class SourceItem(Part, kw_only=True):
    """How somebody came to a visit (B15, B16)."""

    kind: Literal["search", "ad", "social", "messenger", "email", "assistant", "referral", "internal", "direct"]
    name: str = ""
    """``Google``, ``Telegram``, or the host of a site that nobody knows."""
    query: str = ""
    """What was searched for, where the engine or the ad tells."""
    campaign: CampaignItem | None = None
    click_id: str = ""
    """Name of the parameter that an ad's click added, such as ``gclid``."""


class DeviceItem(Part, kw_only=True):
    """What somebody browses with; empty where the browser does not tell."""

    kind: Literal["", "desktop", "phone", "tablet"] = ""
    browser: str = ""
    system: str = ""


class ContactItem(Part, kw_only=True):
    """A name, an address or a number that the visitor left somewhere (A39, D25)."""

    kind: Literal["name", "email", "phone"]
    value: str
    """As it was given."""
    seen_in: Literal["form", "message", "identify", "operator"]
    page: str = ""
    """Address of the form's page."""
    form: str = ""
    at: datetime
    """When it was seen last."""
    verified: bool = False
    """The site's server signed that it is the visitor's; else anybody could have typed it."""
    consent: Literal["", "site", "given", "chat", "withdrawn"] = ""
    """On what ground it is kept: the site records everybody, they agreed, they only wrote, they withdrew later.
    Empty: an operator wrote it."""
    doubt: Literal["", "syntax", "disposable", "typo", "fake"] = ""
    """Why nobody may be behind it."""
    suggestion: str = ""
    """What was probably meant, if it is mistyped."""
    chosen_by: str = ""
    """Name of the operator who said that this one is right."""
    chosen_at: datetime | None = None


class AttributeItem(Part, kw_only=True):
    """One thing that the site tells of a visitor."""

    name: str
    value: AttributeValue
    verified: bool = False
    """Signed by the site's server."""


class IdentityItem(Part, kw_only=True):
    """Who the visitor is to the site (D16)."""

    external_id: str = ""
    """What the site calls them; empty: the page told attributes alone."""
    verified_at: datetime | None = None
    """When the site's server last vouched for them; none: only the page says so."""
    logged_in: bool = False
    """It vouched for them in this visit."""
    attributes: list[AttributeItem] = []
    """Signed ones first."""


class PollAnswerItem(Part, kw_only=True):
    """What a visitor answered to a question of a poll."""

    poll: str
    """The rule that asked."""
    question: str
    answer: str
    at: datetime


class NoteItem(Part, kw_only=True):
    """What operators have noted of a visitor (E06)."""

    text: str = ""
    """What is not to be offered."""
    do_not_invite: bool = False
    """Neither rules nor operators may speak first."""
    by: str = ""
    """Name of who wrote it; empty if they are not there any more."""
    at: datetime


class VisitorCard(Part, kw_only=True):
    """Who this visitor is: the right pane (B12–B16)."""

    name: str
    here: bool
    language: str = ""
    time_zone: str = ""
    source: SourceItem
    first_source: SourceItem | None = None
    """Of the first visit; none if this is the first, or if nothing is known of it any more."""
    device: DeviceItem
    referrer: str = ""
    landing: str = ""
    visit_number: int = 1
    current: PageItem | None = None
    pages: list[PageItem] = []
    visits: list[VisitItem] = []
    """Earlier visits, newest first."""
    invited_by: str = ""
    """The rule that spoke first, or the operator who did so by hand."""
    visitor: str = ""
    """Id of the visitor."""
    note: NoteItem | None = None
    letter: LetterItem | None = None
    """By whose link they came to this visit."""
    identity: IdentityItem | None = None
    """None: the site tells nothing of them."""
    polls: list[PollAnswerItem] = []
    """What they answered, the newest poll first."""
    contacts: list[ContactItem] = []
    """The best of each kind first: what an operator chose, what the site signed, what nothing speaks against, the
    latest."""
    earlier: list[Row] = []
    """Earlier conversations of this visitor, in every browser in which the site vouched for them, newest first."""


class ListedVisitor(Part, kw_only=True):
    """One line of the list of who is on the sites (A24)."""

    id: str
    name: str
    """A name, or ``Guest 4127``."""
    site: str
    page: Page
    pages: int
    """Viewed in this visit."""
    came: datetime
    """When the visit began."""
    on_page: int
    """Seconds in the foreground, at the frame's ``at``; goes on while ``front``."""
    on_site: int
    front: bool = True
    """A page of the site is in front on the visitor's screen."""
    visit: int
    """Number of the visit."""
    source: SourceItem
    device: DeviceItem
    country: str = ""
    """Two letters of ISO 3166."""
    city: str = ""
    time_zone: str = ""
    language: str = ""
    contacts: list[str] = []
    logged_in: bool = False
    """The site's server vouched for them in this visit."""
    cart: float = 0
    """What is in the cart is worth so much."""
    currency: str = ""
    do_not_invite: bool = False
    """Operators have noted so."""
    state: Literal["", "invited", "dismissed", "answered", "control", "talking"] = ""
    """What became of the invitations of this visit; empty: none yet."""
    conversation: str = ""
    """The open one."""


class PreparedReply(Part, kw_only=True):
    """What a rule's writer would ask next, for one of the answers that were expected (A30)."""

    words: list[str]
    """The reply fits what the visitor writes if any of these is in it."""
    text: str


class Prepared(Part, kw_only=True):
    """Replies for the question that began the conversation."""

    rule: str
    replies: list[PreparedReply]


class ToneRemark(Part, kw_only=True):
    """One thing about a question that is being written."""

    good: bool
    text: str


class OpinionLine(Part, kw_only=True):
    """A condition of a rule, or the head of a group of them."""

    depth: int
    words: str
    holds: bool
    seen: str = ""
    """What the condition saw; empty for the head of a group."""


class Opinion(Part, kw_only=True):
    """What one rule thinks of a visitor."""

    name: str
    speaks: bool
    verdict: str
    lines: list[OpinionLine]
