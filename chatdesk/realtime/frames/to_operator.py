"""What the server tells an operator's console."""

from __future__ import annotations

from datetime import datetime

from chatdesk.realtime.frames.base import Frame
from chatdesk.realtime.frames.console_pieces import (
    Colleague,
    ListedVisitor,
    Opinion,
    Prepared,
    Row,
    SiteItem,
    ToneRemark,
    VisitorCard,
)
from chatdesk.realtime.frames.pieces import MessageItem


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


class Invited(Frame, tag="invited", kw_only=True):
    """Answer to ``invite``: the question is on its way to the visitor. What becomes of it, the list tells."""

    visitor: str
    client_id: str


class Tone(Frame, tag="tone", kw_only=True):
    """Answer to ``tone``: what is good about the question or could be better; it forbids nothing (A12)."""

    remarks: list[ToneRemark]


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
    """How many visitors are on the client's sites: when it has changed, every ten seconds at most."""

    count: int
