"""Facts of who it is, and of who is at the desk when. Pure."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chatdesk.triggers.engine.catalogue.choices import DEVICES, WEEKDAYS
from chatdesk.triggers.engine.kinds import Changes, Fact, Kind

_WHO = _("Who")
_TEAM = _("Team and time")

PEOPLE = (
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
        "do_not_offer",
        Kind.TEXT,
        _("Do not offer"),
        _("has a “do not offer” note that"),
        _WHO,
    ),
    Fact(
        "dismissed_before",
        Kind.YES_NO,
        _("Closed an invitation"),
        _("has closed an invitation before"),
        _WHO,
        denied=_("has never closed an invitation"),
    ),
    Fact("polls_answered", Kind.NUMBER, _("Polls answered"), _("has answered"), _WHO, pgettext_lazy("unit", "polls")),
    Fact(
        "poll_answer",
        Kind.TEXT,
        _("Answer to a poll"),
        _("has answered “{of}” with something that"),
        _WHO,
        of=_("Question of the poll"),
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
        "operators_in",
        Kind.NUMBER,
        _("Operators available in a department"),
        _("could be answered in the department {of} by"),
        _TEAM,
        pgettext_lazy("unit", "operators"),
        Changes.BY_OTHERS,
        of=_("Name of the department"),
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
