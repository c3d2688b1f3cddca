"""Pieces that several frames carry."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from chatdesk.realtime.frames.base import Line, Part, Speaker, State, Title, Url


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


Action = Literal["", "window", "banner", "glow", "poll"]
"""How an invitation comes; empty: in a bubble. The window opens, a banner with a link appears, the launcher glows,
a poll is asked."""


class PollQuestion(Part, kw_only=True):
    """One question of a poll, in the visitor's language."""

    kind: Literal["one", "many", "scale", "text"]
    text: str
    options: list[str] = []
    """Two to six answers to choose from; of a scale from 1 to 5 what its two ends mean, or nothing."""


class PollCard(Part, kw_only=True):
    """One to three questions that are asked one at a time (D06)."""

    questions: list[PollQuestion]
    thanks: str = ""
    """What stands there after the last answer; empty: the window's own words."""
    done: list[int] = []
    """Numbers of the questions that this visitor has answered, from one."""


class BannerItem(Part, kw_only=True):
    """Where a banner leads, and where it stands (D05)."""

    link: str
    """``http`` or ``https``, or a path of the site itself."""
    apart: bool = False
    """The page opens in a new tab."""
    host: str = ""
    """The other site that it leads to."""
    inside: bool = False
    """It stands in the window alone, not above the launcher."""


class InvitationCard(Part, kw_only=True):
    """A question that a trigger asks in an operator's name."""

    id: str
    person: Person
    text: str
    """Empty only where the launcher glows without words."""
    answers: list[str] = []
    """Up to four expected answers, shown as chips."""
    at: datetime
    action: Action = ""
    narrow: bool = False
    """The window may open by itself on a narrow screen too."""
    banner: BannerItem | None = None
    """With the action ``banner``; the text is the banner's."""
    poll: PollCard | None = None
    """Questions that follow the text, instead of expected answers."""


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
