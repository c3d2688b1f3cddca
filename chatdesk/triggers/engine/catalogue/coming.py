"""Facts of the page that is in front, and of where the visitor came from. Pure."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chatdesk.triggers.engine.catalogue.choices import SOURCE_KINDS
from chatdesk.triggers.engine.kinds import Changes, Fact, Kind

_PAGE = _("Page")
_SOURCE = _("Where from")
_SECONDS = pgettext_lazy("unit", "seconds")

COMING = (
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
    Fact("first_campaign", Kind.TEXT, _("First campaign"), _("came the first time by a campaign whose name"), _SOURCE),
    Fact(
        "first_utm_source", Kind.TEXT, _("First utm_source"), _("came the first time with a utm_source that"), _SOURCE
    ),
    Fact(
        "first_utm_medium", Kind.TEXT, _("First utm_medium"), _("came the first time with a utm_medium that"), _SOURCE
    ),
    Fact("first_utm_term", Kind.TEXT, _("First utm_term"), _("came the first time with a utm_term that"), _SOURCE),
    Fact(
        "first_utm_content",
        Kind.TEXT,
        _("First utm_content"),
        _("came the first time with a utm_content that"),
        _SOURCE,
    ),
)
