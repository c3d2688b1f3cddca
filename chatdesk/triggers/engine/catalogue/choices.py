"""What a fact of a few known values may be, as the builder lists it. Pure."""

from django.utils.translation import gettext_lazy as _

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
