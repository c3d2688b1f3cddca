"""What a rule may ask about a visit: the catalogue, from which engine, builder, sentences and reference are made. Pure.

A situation's facts are a plain mapping of these names to values; a fact that is not there is not known.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chatdesk.triggers.engine.kinds import Changes, Fact, Kind

Facts = Mapping[str, Any]
"""Values by the name of the fact; ``MOMENT`` is among them whenever the clock is asked."""

MOMENT = "second_of_week"
"""Seconds since Monday 00:00 by the site's clock."""
WEEK_SECONDS = 7 * 24 * 3600


_PAGE, _SOURCE, _VISIT, _WHO, _TEAM = _("Page"), _("Where from"), _("This visit"), _("Who"), _("Team and time")
_DOES, _SITE = _("What they do"), _("What the site tells")
_SECONDS, _DAYS = pgettext_lazy("unit", "seconds"), pgettext_lazy("unit", "days")

SOURCE_KINDS = (
    ("search", _("a search engine")),
    ("ad", _("an advertisement")),
    ("social", _("a social network")),
    ("messenger", _("a messenger")),
    ("email", _("an e-mail")),
    ("assistant", _("an AI assistant")),
    ("referral", _("another site")),
    ("internal", _("the site itself")),
    ("direct", _("nowhere: address typed or bookmarked")),
)
DEVICES = (("desktop", _("a computer")), ("phone", _("a phone")), ("tablet", _("a tablet")))
WEEKDAYS = (
    ("1", _("Monday")),
    ("2", _("Tuesday")),
    ("3", _("Wednesday")),
    ("4", _("Thursday")),
    ("5", _("Friday")),
    ("6", _("Saturday")),
    ("7", _("Sunday")),
)

_ALL = (
    Fact("page_url", Kind.TEXT, _("Page address"), _("is on a page whose address"), _PAGE),
    Fact("page_title", Kind.TEXT, _("Page title"), _("is on a page whose title"), _PAGE),
    Fact(
        "seconds_on_page",
        Kind.NUMBER,
        _("Seconds on the page"),
        _("has been on the page for"),
        _PAGE,
        _SECONDS,
        Changes.BY_THE_SECOND,
    ),
    Fact("landing_page", Kind.TEXT, _("Landing page"), _("came to a page whose address"), _SOURCE),
    Fact("referrer", Kind.TEXT, _("Referrer"), _("came from an address that"), _SOURCE),
    Fact("source_kind", Kind.CHOICE, _("Kind of source"), _("came from"), _SOURCE, choices=SOURCE_KINDS),
    Fact("source_name", Kind.TEXT, _("Name of the source"), _("came from a source whose name"), _SOURCE),
    Fact("search_query", Kind.TEXT, _("Search query"), _("searched for something that"), _SOURCE),
    Fact("utm_campaign", Kind.TEXT, _("Campaign"), _("came by a campaign whose name"), _SOURCE),
    Fact("utm_source", Kind.TEXT, _("Campaign's source"), _("came with a utm_source that"), _SOURCE),
    Fact("utm_medium", Kind.TEXT, _("Campaign's medium"), _("came with a utm_medium that"), _SOURCE),
    Fact("utm_term", Kind.TEXT, _("Campaign's term"), _("came with a utm_term that"), _SOURCE),
    Fact("utm_content", Kind.TEXT, _("Campaign's content"), _("came with a utm_content that"), _SOURCE),
    Fact("campaign_link", Kind.TEXT, _("Letter"), _("came by the link of a letter whose name"), _SOURCE),
    Fact("click_id", Kind.TEXT, _("Click id"), _("came with a click id that"), _SOURCE),
    Fact(
        "first_source_kind",
        Kind.CHOICE,
        _("First kind of source"),
        _("came the first time from"),
        _SOURCE,
        choices=SOURCE_KINDS,
    ),
    Fact("pages_viewed", Kind.NUMBER, _("Pages viewed"), _("has viewed"), _VISIT, pgettext_lazy("unit", "pages")),
    Fact(
        "seconds_on_site",
        Kind.NUMBER,
        _("Seconds on the site"),
        _("has been on the site for"),
        _VISIT,
        _SECONDS,
        Changes.BY_THE_SECOND,
    ),
    Fact("visit_number", Kind.NUMBER, _("Number of the visit"), _("is here on a visit whose number is"), _VISIT),
    Fact(
        "days_since_last_visit",
        Kind.NUMBER,
        _("Days since last visit"),
        _("has been away for"),
        _VISIT,
        _DAYS,
    ),
    Fact(
        "invitations",
        Kind.NUMBER,
        _("Invitations so far"),
        _("has been invited in this visit"),
        _VISIT,
        pgettext_lazy("unit", "times"),
    ),
    Fact(
        "seconds_since_closed",
        Kind.NUMBER,
        _("Seconds since the chat was closed"),
        _("has closed the chat window since"),
        _VISIT,
        _SECONDS,
        Changes.BY_THE_SECOND,
    ),
    Fact(
        "scroll_depth",
        Kind.NUMBER,
        _("Scrolled down the page"),
        _("has scrolled down the page by"),
        _DOES,
        pgettext_lazy("unit", "per cent"),
    ),
    Fact(
        "exit_intent",
        Kind.YES_NO,
        _("About to leave"),
        _("is about to leave the page"),
        _DOES,
        denied=_("is not about to leave the page"),
    ),
    Fact(
        "seconds_idle",
        Kind.NUMBER,
        _("Seconds without a move"),
        _("has not moved, clicked or typed for"),
        _DOES,
        _SECONDS,
        Changes.BY_THE_SECOND,
    ),
    Fact(
        "form_touched",
        Kind.YES_NO,
        _("Begun to fill in a form"),
        _("has begun to fill in a form on the page"),
        _DOES,
        denied=_("has not begun to fill in a form on the page"),
    ),
    Fact(
        "form_left",
        Kind.YES_NO,
        _("Left a form unsent"),
        _("has left a form on the page unsent"),
        _DOES,
        denied=_("has left no form on the page unsent"),
    ),
    Fact(
        "clicks",
        Kind.COUNT,
        _("Clicks on an element"),
        _("has clicked in this visit on {of}"),
        _DOES,
        pgettext_lazy("unit", "times"),
        Changes.BY_THE_SECOND,
        of=_("Selector, as #price or .buy"),
    ),
    Fact(
        "events",
        Kind.COUNT,
        _("Events of the site"),
        _("has done in this visit {of}"),
        _SITE,
        pgettext_lazy("unit", "times"),
        Changes.BY_THE_SECOND,
        of=_("Name of the event"),
    ),
    Fact("cart_value", Kind.NUMBER, _("Value of the cart"), _("has goods in the cart worth"), _SITE),
    Fact("cart_contents", Kind.TEXT, _("Contents of the cart"), _("has a cart whose contents"), _SITE),
    Fact(
        "attribute",
        Kind.TEXT,
        _("Attribute, text"),
        _("has an attribute {of} that"),
        _SITE,
        of=_("Name of the attribute"),
    ),
    Fact(
        "attribute_number",
        Kind.NUMBER,
        _("Attribute, number"),
        _("has an attribute {of} of"),
        _SITE,
        of=_("Name of the attribute"),
    ),
    Fact(
        "attribute_days",
        Kind.NUMBER,
        _("Attribute, days since a date"),
        _("has an attribute {of} that is past by"),
        _SITE,
        _DAYS,
        of=_("Name of the attribute"),
    ),
    Fact("device", Kind.CHOICE, _("Device"), _("uses"), _WHO, choices=DEVICES),
    Fact("browser", Kind.TEXT, _("Browser"), _("uses a browser whose name"), _WHO),
    Fact("system", Kind.TEXT, _("Operating system"), _("uses a system whose name"), _WHO),
    Fact("country", Kind.TEXT, _("Country, as DE or RU"), _("is in a country whose code"), _WHO),
    Fact("city", Kind.TEXT, _("City"), _("is in a city whose name"), _WHO),
    Fact("language", Kind.TEXT, _("Language"), _("has a browser whose language"), _WHO),
    Fact("time_zone", Kind.TEXT, _("Time zone"), _("lives in a time zone whose name"), _WHO),
    Fact(
        "conversations",
        Kind.NUMBER,
        _("Earlier conversations"),
        _("has written before in"),
        _WHO,
        pgettext_lazy("unit", "conversations"),
    ),
    Fact("last_operator", Kind.TEXT, _("Last operator"), _("talked last with somebody whose name"), _WHO),
    Fact(
        "logged_in",
        Kind.YES_NO,
        _("Logged in"),
        _("is logged in on the site"),
        _WHO,
        denied=_("is not logged in on the site"),
    ),
    Fact(
        "contacts_known",
        Kind.YES_NO,
        _("Contacts known"),
        _("has left contacts"),
        _WHO,
        denied=_("has left no contacts"),
    ),
    Fact(
        "dismissed_before",
        Kind.YES_NO,
        _("Closed an invitation"),
        _("has closed an invitation before"),
        _WHO,
        denied=_("has never closed an invitation"),
    ),
    Fact(
        "operators_available",
        Kind.NUMBER,
        _("Operators available"),
        _("could be answered by"),
        _TEAM,
        pgettext_lazy("unit", "operators"),
        Changes.BY_OTHERS,
    ),
    Fact(
        "queue_length",
        Kind.NUMBER,
        _("Visitors waiting"),
        _("would wait behind"),
        _TEAM,
        pgettext_lazy("unit", "others"),
        Changes.BY_OTHERS,
    ),
    Fact("local_time", Kind.TIME, _("Time of day"), _("is here"), _TEAM, changes=Changes.BY_THE_SECOND),
    Fact("weekday", Kind.WEEKDAY, _("Day of the week"), _("is here on"), _TEAM, "", Changes.BY_THE_SECOND, WEEKDAYS),
)
FACTS: Mapping[str, Fact] = {fact.name: fact for fact in _ALL}
"""By name, in the order of the builder's menu."""


def fact_of(name: str) -> Fact:
    """The fact that a name among a situation's facts belongs to: ``events:added to cart`` is one of ``events``."""
    return FACTS[name.partition(":")[0]]


def after(facts: Facts, seconds: float) -> dict[str, Any]:
    """The same visit so many seconds later, if nothing happens meanwhile."""
    later = dict(facts)
    for name, value in facts.items():
        if name == MOMENT:
            later[name] = (value + seconds) % WEEK_SECONDS
        elif fact_of(name).changes is Changes.BY_THE_SECOND and value is not None:
            later[name] = _older(value, seconds)
    return later


def _older(value: Any, seconds: float) -> Any:
    return tuple(age + seconds for age in value) if isinstance(value, tuple) else value + seconds
