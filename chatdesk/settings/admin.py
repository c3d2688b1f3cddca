"""The admin's frame: side bar, colours, languages."""

from typing import Any

from django.templatetags.static import static
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

__all__ = ["ADMIN_NAVIGATION", "UNFOLD"]

_static = lazy(static, str)

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": _("chatdesk admin"),
    "SITE_URL": None,
    "SHOW_LANGUAGES": False,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": None,
    "STYLES": [_static("tenants/admin.css")],
}

# Title of the group, then label of the model and name of its Material symbol.
ADMIN_NAVIGATION = [
    (_("Conversations"), [("conversations.Conversation", "forum"), ("transcripts.Transcript", "description")]),
    (_("Visitors"), [("visitors.Visitor", "person_search"), ("visitors.Visit", "footprint")]),
    (
        _("Speaking first"),
        [
            ("triggers.Trigger", "bolt"),
            ("triggers.Invitation", "waving_hand"),
            ("triggers.Goal", "flag"),
            ("polls.PollAnswer", "ballot"),
            ("letters.Letter", "mail"),
            ("letters.LetterLink", "contact_mail"),
        ],
    ),
    (_("Web sites"), [("tenants.Site", "language"), ("visitors.IdentitySecret", "key")]),
    (
        _("Team"),
        [("tenants.Member", "group"), ("tenants.Department", "account_tree"), ("operators.Operator", "headset_mic")],
    ),
    (_("Other systems"), [("crm_sync.Connection", "link"), ("crm_sync.OutboxEntry", "outbox")]),
    (_("Agency"), [("tenants.Tenant", "store"), ("tenants.AgencyMember", "badge"), ("tenants.Agency", "domain")]),
]
