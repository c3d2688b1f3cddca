"""Every frame that travels on a socket, as a msgspec Struct: the protocol is this file.

A frame is one JSON object in a text message; ``t`` names its type. Unknown fields, unknown types and
wrong types are refused by the decoder, lengths by the annotations. ``docs/asyncapi.yaml`` and the
reference in ``docs/protocol.md`` are generated from here.

Times are ISO 8601 in UTC, made by the server. ``seq`` is the number of a message in its conversation:
1, 2, 3 … without gaps. Ids are random and opaque; ``client_id`` is chosen by the sender and makes a
send idempotent.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

MAX_FRAME_BYTES = 64 * 1024
MAX_TEXT = 5_000
HISTORY_PAGE = 100

Id = Annotated[str, Meta(min_length=1, max_length=64)]
ClientId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
Text = Annotated[str, Meta(min_length=1, max_length=MAX_TEXT)]
PreviewText = Annotated[str, Meta(max_length=MAX_TEXT)]
Url = Annotated[str, Meta(max_length=2_048)]
Title = Annotated[str, Meta(max_length=300)]
Name = Annotated[str, Meta(max_length=80)]
MetaName = Annotated[str, Meta(min_length=1, max_length=40)]
MetaValue = Annotated[str, Meta(max_length=200)] | float | bool | None
ViewKey = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{0,24}$")]
Seq = Annotated[int, Meta(ge=0, le=2**53)]
Speaker = Literal["visitor", "operator", "system"]
Line = Literal["text", "invitation", "joined", "left", "ended"]
State = Literal["waiting", "active", "idle", "ended"]


class Frame(Struct, forbid_unknown_fields=True, tag_field="t", omit_defaults=True):
    """Base of all frames: the name of the type travels as ``t``."""


class Part(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A piece that several frames carry."""


# --- pieces -----------------------------------------------------------------------------------------


class Person(Part, kw_only=True):
    """Who speaks for the company: the persona that visitors see."""

    id: str
    name: str
    title: str = ""
    avatar: str = ""
    """Absolute URL of a square picture; empty: draw the initials."""


class MessageItem(Part, kw_only=True):
    """One stored message, the same for both sides."""

    seq: int
    by: Speaker
    text: str
    at: datetime
    kind: Line = "text"
    """``joined``, ``left`` and ``ended`` are lines of the system; their ``text`` is the person's name."""
    person: Person | None = None
    """The operator who wrote it, or whom a system line is about."""
    client_id: str = ""
    rule: str = ""
    """For an invitation, to operators only: the name of the trigger that spoke."""


class Page(Part, kw_only=True):
    """A page of the site as its visitor's browser names it."""

    url: Url
    title: Title = ""


class ConversationState(Part, kw_only=True):
    """What a visitor knows about the own conversation."""

    id: str
    state: State
    last_seq: int
    operator: Person | None = None
    read_by_operator: int = 0
    """Highest ``seq`` that an operator's window has shown: the second tick."""
    read_by_visitor: int = 0
    rated: str = ""


class InvitationCard(Part, kw_only=True):
    """A question that a trigger asks in an operator's name."""

    id: str
    person: Person
    text: str
    answers: list[str] = []
    """Up to four expected answers, shown as chips."""
    at: datetime


class LetterItem(Part, kw_only=True):
    """The letter by whose link a visitor came (D17)."""

    name: str
    context: str
    """What its writer wants operators to know."""
    recipient: str = ""
    """To whom it was sent, if the link is that person's own; whoever follows it may be somebody else."""
    email: str = ""


class CartItem(Part, kw_only=True):
    """One line of a cart."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    price: Annotated[float, Meta(ge=0, le=1e12)] = 0
    count: Annotated[float, Meta(ge=0, le=1e6)] = 1


class Watch(Part, kw_only=True):
    """What the site's rules ask of the browser: all else is neither watched nor told."""

    scroll: list[int] = []
    """Per cents of the page's height, at each of which it tells once a page view."""
    idle: list[int] = []
    """Seconds without a move, click or key, at each of which it tells."""
    exit: bool = False
    forms: bool = False
    window: bool = False
    product: bool = False
    """What the page sells: a question has a gap for it."""
    clicks: list[str] = []
    """Selectors of elements."""


class Availability(Part, kw_only=True):
    """Who could answer now on this site."""

    online: bool
    person: Person | None = None
    """The one who would be routed; none if several could and nobody stands out, or nobody is there."""
    several: bool = False
    back_at: datetime | None = None
    """When somebody is back, if working hours tell; only while offline."""


# --- visitor → server ---------------------------------------------------------------------------------


class VisitorHello(Frame, tag="hello", kw_only=True):
    """First frame on a visitor's socket, within 10 s. Answered by ``welcome``."""

    token: Annotated[str, Meta(max_length=64)] = ""
    """The visitor's secret from an earlier ``welcome``; empty on the first visit."""
    page: Page
    referrer: Url = ""
    language: Annotated[str, Meta(max_length=35)] = ""
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
    """What the visitor does on the page, told once each time the site's rules ask for it (see ``Watch``)."""

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
    what: Literal["shown", "dismissed"]


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


class VisitorEnd(Frame, tag="end", kw_only=True):
    """The visitor ends the conversation (B08)."""


class VisitorRate(Frame, tag="rate", kw_only=True):
    """The answer to "Did I help?" after the end."""

    value: Literal["yes", "partly", "no"]
    comment: Annotated[str, Meta(max_length=500)] = ""


# --- server → visitor -----------------------------------------------------------------------------------


class VisitorWelcome(Frame, tag="welcome", kw_only=True):
    """Snapshot after ``hello``."""

    epoch: str
    """Changes when the database was restored to an earlier moment: drop the cache, send the outbox again."""
    at: datetime
    token: str = ""
    """Only when the server made a new visitor: keep it, it is not told again."""
    visitor: str
    conversation: ConversationState | None = None
    messages: list[MessageItem] = []
    """Messages after ``since``; everything (at most the newest 100) when the cursor did not fit."""
    earlier: list[MessageItem] = []
    """The end of the talk before this one, for the history on return."""
    reset: bool = False
    """True: the client's cursor was not usable, ``messages`` replaces what it holds."""
    availability: Availability
    invitation: InvitationCard | None = None
    watch: Watch | None = None
    """None: there is nothing to watch for."""


class Ack(Frame, tag="ack", kw_only=True):
    """The message is committed in PostgreSQL: the tick."""

    client_id: str
    conversation: str
    seq: int
    at: datetime


class Refused(Frame, tag="error", kw_only=True):
    """A frame was refused; nothing was written. Codes: see ``ErrorCode``."""

    code: str
    message: str
    """One English sentence for developers; screens translate the code."""
    client_id: str = ""
    conversation: str = ""
    retry_after: float = 0
    """Seconds, for ``too_fast`` and ``muted``."""


class Retry(Frame, tag="retry", kw_only=True):
    """The database is away: keep the message and send it again after ``after`` seconds."""

    client_id: str
    after: float


class MessageEvent(Frame, tag="message", kw_only=True):
    """A message was stored."""

    conversation: str
    item: MessageItem


class Messages(Frame, tag="messages", kw_only=True):
    """Answer to ``sync``: in order of ``seq``; ``more`` says that another ``sync`` is needed."""

    conversation: str
    items: list[MessageItem]
    last_seq: int
    more: bool = False


class OperatorTyping(Frame, tag="typing", kw_only=True):
    """An operator is writing to the visitor; forgotten after 6 s without a frame."""

    person: Person
    on: bool


class ConversationEvent(Frame, tag="conversation", kw_only=True):
    """The state of the visitor's conversation changed (taken, handed over, idle, ended, read)."""

    conversation: ConversationState


class AvailabilityEvent(Frame, tag="availability", kw_only=True):
    """Somebody came or nobody is left."""

    availability: Availability


class InvitationEvent(Frame, tag="invitation", kw_only=True):
    """A trigger speaks; ``invitation`` none: it is withdrawn, answered or dismissed elsewhere."""

    invitation: InvitationCard | None = None


class LetterEvent(Frame, tag="letter", kw_only=True):
    """Answer to ``letter``: the window opens in any case. Empty: as without a letter."""

    person: Person | None = None
    """Who says the first line; none: there is no line, or nobody is there."""
    text: str = ""
    over: bool = False
    """The letter's time is over."""


class WatchEvent(Frame, tag="watch", kw_only=True):
    """The site's rules have changed, and with them what is watched."""

    watch: Watch


class FormTaken(Frame, tag="form", kw_only=True):
    """What was in a form is written down; need not be sent again."""

    client_id: str


class Newest(Frame, tag="newest", kw_only=True):
    """The newest ``seq`` of the open conversation, every 25 s: whoever has less asks with ``sync``."""

    conversation: str
    seq: int


class Resync(Frame, tag="resync", kw_only=True):
    """News may have been missed: ask for everything after the last ``seq``."""


# --- operator → server ------------------------------------------------------------------------------------


class OperatorHello(Frame, tag="hello", kw_only=True):
    """First frame on an operator's socket, within 10 s. Answered by ``welcome``."""

    ticket: Annotated[str, Meta(min_length=16, max_length=128)]
    """From ``POST /desk/ticket``; works once, for 30 s."""


class OperatorStatus(Frame, tag="status", kw_only=True):
    """Sets the own availability."""

    value: Literal["available", "away"]


class OpenConversation(Frame, tag="open", kw_only=True):
    """Starts to follow a conversation. Answered by ``opened``; ``since`` asks only for what is newer."""

    conversation: Id
    since: Seq = 0


class ShutConversation(Frame, tag="shut", kw_only=True):
    """Stops to follow a conversation that is not the own."""

    conversation: Id


class TakeConversation(Frame, tag="take", kw_only=True):
    """Takes a waiting conversation; the first wins, the other gets ``error already_taken``."""

    conversation: Id


class LeaveConversation(Frame, tag="leave", kw_only=True):
    """Puts the own conversation back to the waiting ones. The visitor can go on writing."""

    conversation: Id


class HandOver(Frame, tag="hand_over", kw_only=True):
    """Gives the own conversation to a colleague who is available."""

    conversation: Id
    to: Id


class OperatorMessage(Frame, tag="message", kw_only=True):
    """A message to be stored. Answered by ``ack``, ``retry`` or ``error`` with the same ``client_id``."""

    conversation: Id
    client_id: ClientId
    text: Text


class OperatorTypes(Frame, tag="typing", kw_only=True):
    """The operator is writing; repeat every 3 s while it goes on."""

    conversation: Id
    on: bool


class OperatorRead(Frame, tag="read", kw_only=True):
    """The operator's window has shown everything up to ``seq``."""

    conversation: Id
    seq: Seq


class OperatorContact(Frame, tag="contact", kw_only=True):
    """What the operator knows to be right (A39); it stands before what was only seen. Told to all by ``card``."""

    conversation: Id
    kind: Literal["name", "email", "phone"]
    value: Annotated[str, Meta(max_length=254)]
    """Empty: takes the operators' word back."""


class OperatorSync(Frame, tag="sync", kw_only=True):
    """Asks for every message of a conversation after ``since``. Answered by ``messages``."""

    conversation: Id
    since: Seq


class WatchVisitors(Frame, tag="visitors", kw_only=True):
    """Opens or leaves the list of who is on the sites. Answered by ``visitors`` in pages; then only changes come."""

    on: bool


class LookAtVisitor(Frame, tag="visitor", kw_only=True):
    """Asks for everything about a visitor of the list, who notices nothing. Answered by ``visitor``."""

    visitor: Id


class AskWhy(Frame, tag="why", kw_only=True):
    """Asks what every rule thinks of a visitor (A25). Answered by ``why``."""

    visitor: Id
    language: Literal["en", "ru"] = "en"
    """In which the answer is worded."""


# --- server → operator ------------------------------------------------------------------------------------


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
    doubt: Literal["", "syntax", "disposable", "typo", "fake"] = ""
    """Why nobody may be behind it."""
    suggestion: str = ""
    """What was probably meant, if it is mistyped."""
    chosen_by: str = ""
    """Name of the operator who said that this one is right."""
    chosen_at: datetime | None = None


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
    letter: LetterItem | None = None
    """By whose link they came to this visit."""
    contacts: list[ContactItem] = []
    """The best of each kind first: what an operator chose, then what nothing speaks against, then the latest."""
    earlier: list[Row] = []
    """Earlier conversations of this visitor, newest first."""


class ListedVisitor(Part, kw_only=True):
    """One line of the list of who is on the sites (A24)."""

    id: str
    name: str
    """A name, or ``Guest 4127``."""
    site: str
    page: Page
    pages: int
    """Viewed in this visit."""
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
    cart: float = 0
    """What is in the cart is worth so much."""
    currency: str = ""
    state: Literal["", "invited", "dismissed", "answered", "control", "talking"] = ""
    """What became of the invitations of this visit; empty: none yet."""
    conversation: str = ""
    """The open one."""


class OperatorWelcome(Frame, tag="welcome", kw_only=True):
    """Snapshot after ``hello``: all that the lists show."""

    epoch: str
    at: datetime
    me: Colleague
    client: str
    sites: list[SiteItem]
    colleagues: list[Colleague]
    rows: list[Row]
    """Waiting ones, those of the team that are open, and the own ones: the 50 latest of those that rest, for a day."""
    on_site: int = 0
    """Visitors on the client's sites now."""
    promise_seconds: int = 120


class PreparedReply(Part, kw_only=True):
    """What a rule's writer would ask next, for one of the answers that were expected (A30)."""

    words: list[str]
    """The reply fits what the visitor writes if any of these is in it."""
    text: str


class Prepared(Part, kw_only=True):
    """Replies for the question that began the conversation."""

    rule: str
    replies: list[PreparedReply]


class Opened(Frame, tag="opened", kw_only=True):
    """Answer to ``open``: the conversation and its visitor."""

    row: Row
    card: VisitorCard
    items: list[MessageItem]
    more: bool = False
    """Older messages exist before the first item."""
    prepared: Prepared | None = None
    """Only if an invitation began it whose rule has replies."""


class VisitorsEvent(Frame, tag="visitors", kw_only=True):
    """Lines of the list of visitors: a page of it after ``visitors``, then what is new or changed, and who has gone."""

    at: datetime
    lines: list[ListedVisitor] = []
    gone: list[str] = []
    """Ids of visitors that have left."""
    first: bool = False
    """Begins the list anew: drop what was there."""
    more: bool = False
    """Further pages of the list follow."""


class VisitorDetails(Frame, tag="visitor", kw_only=True):
    """Answer to ``visitor``: the whole visit."""

    visitor: str
    card: VisitorCard


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


class WhyNot(Frame, tag="why", kw_only=True):
    """Answer to ``why``: the live rules of the site, the first to speak first."""

    visitor: str
    opinions: list[Opinion]
    more: int = 0
    """So many further rules are not told of."""
    new_rule: str = ""
    """Address of the form for a new rule that begins with this visitor; empty for who may not write any."""


class RowEvent(Frame, tag="row", kw_only=True):
    """A line of the lists is new or changed; ``gone`` when it left this operator's lists."""

    row: Row
    gone: bool = False


class VisitorPreviewEvent(Frame, tag="preview", kw_only=True):
    """What the visitor has typed and not sent.

    ``text`` is empty and ``typing`` true where the site switched the preview off.
    """

    conversation: str
    text: str
    typing: bool


class CardEvent(Frame, tag="card", kw_only=True):
    """The visitor of an opened conversation moved, came or left."""

    conversation: str
    card: VisitorCard


class ColleagueEvent(Frame, tag="colleague", kw_only=True):
    """A colleague's status changed."""

    colleague: Colleague


class NewestOfMine(Frame, tag="newest", kw_only=True):
    """The newest ``seq`` of every open conversation that this socket follows, every 25 s."""

    seqs: dict[str, int]


class OnSite(Frame, tag="on_site", kw_only=True):
    """How many visitors are on the client's sites."""

    count: int


FromVisitor = (
    VisitorHello
    | PageView
    | VisitorFront
    | VisitorSignal
    | VisitorProduct
    | VisitorClick
    | VisitorTrack
    | VisitorCart
    | VisitorConsent
    | VisitorMessage
    | VisitorPreview
    | VisitorRead
    | VisitorSync
    | InvitationSeen
    | VisitorLetter
    | VisitorForm
    | VisitorEnd
    | VisitorRate
)
ToVisitor = (
    VisitorWelcome
    | Ack
    | Refused
    | Retry
    | MessageEvent
    | Messages
    | OperatorTyping
    | ConversationEvent
    | AvailabilityEvent
    | InvitationEvent
    | LetterEvent
    | FormTaken
    | WatchEvent
    | Newest
    | Resync
)
FromOperator = (
    OperatorHello
    | OperatorStatus
    | OpenConversation
    | ShutConversation
    | TakeConversation
    | LeaveConversation
    | HandOver
    | OperatorMessage
    | OperatorTypes
    | OperatorRead
    | OperatorContact
    | OperatorSync
    | WatchVisitors
    | LookAtVisitor
    | AskWhy
)
ToOperator = (
    OperatorWelcome
    | Opened
    | RowEvent
    | MessageEvent
    | Messages
    | Ack
    | Refused
    | Retry
    | VisitorPreviewEvent
    | CardEvent
    | ColleagueEvent
    | NewestOfMine
    | OnSite
    | VisitorsEvent
    | VisitorDetails
    | WhyNot
    | Resync
)

visitor_decoder: msgspec.json.Decoder[FromVisitor] = msgspec.json.Decoder(FromVisitor)
operator_decoder: msgspec.json.Decoder[FromOperator] = msgspec.json.Decoder(FromOperator)
encoder = msgspec.json.Encoder()


def encode(frame: Frame) -> str:
    """The text of one socket message."""
    return encoder.encode(frame).decode()
