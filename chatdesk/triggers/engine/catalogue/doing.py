"""Facts of the visit: how long, what they do on the page, what the site tells of it. Pure."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chatdesk.triggers.engine.kinds import Changes, Fact, Kind

_VISIT = _("This visit")
_DOES = _("What they do")
_SITE = _("What the site tells")
_SECONDS = pgettext_lazy("unit", "seconds")
_DAYS = pgettext_lazy("unit", "days")

DOING = (
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
)
