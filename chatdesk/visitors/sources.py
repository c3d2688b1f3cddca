"""Where a visit came from, read out of its referrer and landing page (B16, A27). Pure; what is known of hosts is below.

A letter's link says e-mail. Without one a click id or a paid medium says ad, whatever the referrer; then the medium;
then the referrer's host; then utm_source.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

from chatdesk.visitors.known_hosts import (
    ASSISTANTS,
    CLICK_IDS,
    MAIL_HOSTS,
    MAIL_MEDIA,
    MESSENGERS,
    PAID_MEDIA,
    SEARCH_ENGINES,
    SOCIAL_MEDIA,
    SOCIAL_NETWORKS,
)

QUERY_PARAMETERS = ("q", "text", "query", "p", "wd")
"""In which engines put the words; most send none since 2011."""
MAX_TEXT = 300


class Kind(StrEnum):
    """What sort of source; the words of the protocol."""

    SEARCH = "search"
    AD = "ad"
    SOCIAL = "social"
    MESSENGER = "messenger"
    EMAIL = "email"
    ASSISTANT = "assistant"
    """An AI assistant that named the page."""
    REFERRAL = "referral"
    INTERNAL = "internal"
    """Another page of the same host, opened after the visit before had ended."""
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Campaign:
    """The five UTM fields of the landing page, as they were written."""

    source: str = ""
    medium: str = ""
    campaign: str = ""
    term: str = ""
    content: str = ""

    def __bool__(self) -> bool:
        return bool(self.source or self.medium or self.campaign or self.term or self.content)


@dataclass(frozen=True, slots=True)
class TrafficSource:
    """How somebody came."""

    kind: Kind
    name: str = ""
    """``Google``, ``Telegram``, or the host of a site that nobody knows."""
    query: str = ""
    """What was searched for, where the engine or the ad tells."""
    campaign: Campaign = field(default_factory=Campaign)
    click_id: str = ""
    """``gclid`` and its like: which parameter was there. Its value identifies a person and is not repeated."""


def traffic_source(referrer: str, landing: str, letter: str = "") -> TrafficSource:
    """Reads both addresses; whatever is in them, there is an answer. ``letter``: by whose link they came."""
    host, home = _host(referrer), _host(landing)
    found = _parameters(landing)
    campaign = Campaign(*(found.get(f"utm_{name}", "") for name in Campaign.__slots__))
    click_id = next((name for name in CLICK_IDS if name in found), "")
    kind, name = (Kind.EMAIL, letter) if letter else _classified(host, home, campaign, click_id)
    query = _query(referrer) if kind in (Kind.SEARCH, Kind.AD) else ""
    return TrafficSource(kind, name, query or _term(kind, campaign), campaign, click_id)


def _classified(host: str, home: str, campaign: Campaign, click_id: str) -> tuple[Kind, str]:
    outside = "" if host == home else host
    known = _known(outside) or _known(campaign.source.lower()) or _named(campaign.source)
    name = known[1] if known else outside or campaign.source
    medium = campaign.medium.lower()
    if click_id or medium in PAID_MEDIA:
        return Kind.AD, CLICK_IDS.get(click_id, name)
    if medium in MAIL_MEDIA:
        return Kind.EMAIL, campaign.source or name
    if known:
        return known
    if medium in SOCIAL_MEDIA:
        return Kind.SOCIAL, name
    if name:
        return Kind.REFERRAL, name
    return (Kind.INTERNAL if host else Kind.DIRECT), ""


_TABLES = (
    (Kind.EMAIL, MAIL_HOSTS),
    (Kind.ASSISTANT, ASSISTANTS),
    (Kind.MESSENGER, MESSENGERS),
    (Kind.SOCIAL, SOCIAL_NETWORKS),
    (Kind.SEARCH, SEARCH_ENGINES),
)
"""In this order: mail.google.com is no search, gemini.google.com neither."""


def _known(host: str) -> tuple[Kind, str] | None:
    """``m.vk.com`` is ``vk.com``."""
    labels = host.split(".")
    tails = [labels[at:] for at in range(len(labels) - 1)]
    for kind, table in _TABLES:
        for first, *rest in tails:
            name = table.get(".".join((first, *rest))) or (table.get(f"{first}.*") if _is_public(rest) else "")
            if name:
                return kind, name
    return None


def _is_public(labels: list[str]) -> bool:
    """``com``, ``de``, ``co.uk``: what stands behind a name that owns its domain in every country."""
    return len(labels) < 3 and all(len(label) < 4 for label in labels)


def _named(source: str) -> tuple[Kind, str] | None:
    """``utm_source=telegram`` names a known one without its host."""
    wanted = source.lower()
    for kind, table in _TABLES:
        name = next((name for name in table.values() if name.lower() == wanted), "")
        if name:
            return kind, name
    return None


def _term(kind: Kind, campaign: Campaign) -> str:
    """Paid search puts the words, or a placeholder that nobody filled in, into utm_term."""
    is_placeholder = campaign.term.startswith("{")
    return campaign.term if kind == Kind.AD and not is_placeholder else ""


def _query(referrer: str) -> str:
    found = _parameters(referrer)
    return next((found[name] for name in QUERY_PARAMETERS if found.get(name)), "")


def _parameters(url: str) -> dict[str, str]:
    try:
        parsed = parse_qs(urlsplit(url).query, max_num_fields=100)
    except ValueError:
        return {}
    return {name.lower(): values[0].strip()[:MAX_TEXT] for name, values in parsed.items()}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""
