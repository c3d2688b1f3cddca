"""Everything that the product answers to, and who may: a newcomer must be written down here before the tests pass."""

from dataclasses import dataclass

from tests.isolation.people import AGENCY, EVERYBODY, NOBODY, OWNERS, SEATED, SIGNED_IN, TEAM

URLS = {
    "": EVERYBODY,
    "favicon.ico": EVERYBODY,
    "healthz": EVERYBODY,
    "readyz": EVERYBODY,
    "accounts/login/": EVERYBODY,
    "accounts/logout/": SIGNED_IN,
    "accounts/inactive/": EVERYBODY,
    "accounts/signup/": EVERYBODY,
    "accounts/reauthenticate/": SIGNED_IN,
    "accounts/password/change/": SIGNED_IN,
    "accounts/password/set/": SIGNED_IN,
    "accounts/password/reset/": EVERYBODY,
    "accounts/password/reset/done/": EVERYBODY,
    "accounts/password/reset/key/{uidb36}-{key}/": EVERYBODY,
    "accounts/password/reset/key/done/": EVERYBODY,
    "admin/": SEATED,
    "admin/seat/": SEATED,
    "admin/login/": SEATED,
    "admin/logout/": NOBODY,  # takes POST alone
    "admin/password_change/": SEATED,
    "admin/password_change/done/": SEATED,
    "admin/autocomplete/": NOBODY,  # no page offers a field for it
    "admin/jsi18n/": SEATED,
    "admin/letters/letter/{object_id}/recipients/": SEATED,
    "admin/triggers/trigger/{object_id}/poll/": SEATED,
    "admin/triggers/trigger/reading/": NOBODY,  # takes POST alone
    "admin/triggers/trigger/counts/": NOBODY,  # takes POST alone
    "admin/triggers/trigger/deleted/": SEATED,
    "admin/triggers/trigger/demand/": SEATED,
    "admin/triggers/trigger/order/": NOBODY,  # takes POST alone
    "admin/triggers/trigger/ready/": SEATED,
    "admin/triggers/trigger/replay/": NOBODY,  # asks for which site
    "admin/triggers/trigger/suggestions/": SEATED,
    "admin/triggers/trigger/why/": NOBODY,  # asks which visit
    "admin/{app_label}/": SEATED,
    "admin/{url}": NOBODY,
    "desk/": TEAM,
    "desk/ticket": NOBODY,  # takes POST alone
    "w/{key}.js": EVERYBODY,
    "w/a/{address}": EVERYBODY,
    "w/face/{member}-{digest}.png": EVERYBODY,
}
"""Template → who gets an answer to GET with their own client's parameters; everybody else is sent away."""


@dataclass(frozen=True, slots=True)
class Page:
    """Who may do what on an admin page."""

    anybody: frozenset[str] = SEATED
    view: frozenset[str] = SEATED
    add: frozenset[str] = NOBODY
    change: frozenset[str] = NOBODY
    delete: frozenset[str] = NOBODY


READ_ONLY = Page()
NO_DELETE = Page(add=SEATED, change=SEATED)
FULL = Page(add=SEATED, change=SEATED, delete=SEATED)

ADMIN = {
    "conversations.Conversation": READ_ONLY,
    "conversations.Message": READ_ONLY,
    "conversations.Participant": READ_ONLY,
    "crm_sync.Connection": FULL,
    "crm_sync.DeliveryAttempt": READ_ONLY,
    "crm_sync.OutboxEntry": READ_ONLY,
    "letters.Letter": FULL,
    "letters.LetterLink": Page(delete=SEATED),
    "operators.Operator": Page(change=SEATED),
    "polls.PollAnswer": READ_ONLY,
    "tenants.Agency": Page(view=AGENCY, change=OWNERS),
    "tenants.AgencyMember": Page(view=OWNERS, add=OWNERS, change=OWNERS, delete=OWNERS),
    "tenants.Department": FULL,
    "tenants.Member": NO_DELETE,
    "tenants.Site": NO_DELETE,
    "tenants.Tenant": Page(view=AGENCY, add=OWNERS, change=OWNERS),
    "transcripts.Transcript": READ_ONLY,
    "triggers.Goal": FULL,
    "triggers.Invitation": READ_ONLY,
    "triggers.Trigger": FULL,
    "visitors.IdentitySecret": Page(add=SEATED),
    "visitors.PageView": READ_ONLY,
    "visitors.Visit": READ_ONLY,
    "visitors.Visitor": READ_ONLY,
}
"""Label of the model → rights. Each has the five addresses below and the old one that leads to the fourth."""

ADMIN_ADDRESSES = {
    "": "view",
    "add/": "add",
    "{object_id}/history/": "view",
    "{object_id}/delete/": "delete",
    "{object_id}/change/": "view",
    "{object_id}/": "anybody",
}

ADMIN_ACTIONS = {
    "crm_sync.OutboxEntry": {"send_again"},
    "triggers.Trigger": {"duplicate", "switch_on", "switch_off"},
    "visitors.IdentitySecret": {"end_now"},
}
"""Label of the model → names of actions on chosen rows."""

SOCKETS = {
    ("desk", "ws/v1/operator", "OperatorConsumer"),
    ("desk", "", "Nowhere"),
    ("door", "ws/v1/visitor", "VisitorConsumer"),
    ("door", "", "Nowhere"),
}

FRAMES = {
    "visitor": {
        "hello",
        "page",
        "front",
        "form",
        "form_seen",
        "signal",
        "product",
        "click",
        "track",
        "cart",
        "identify",
        "person",
        "attributes",
        "logout",
        "consent",
        "message",
        "preview",
        "read",
        "sync",
        "invitation",
        "poll",
        "letter",
        "end",
        "rate",
    },
    "operator": {
        "hello",
        "status",
        "open",
        "shut",
        "contact",
        "take",
        "leave",
        "hand_over",
        "invite",
        "message",
        "note",
        "typing",
        "read",
        "sync",
        "tone",
        "visitor",
        "visitors",
        "why",
    },
}

TASKS = {
    "chatdesk.conversations.tasks.find_silent": "housekeeping",
    "chatdesk.conversations.tasks.finish_silent": "client",
    "chatdesk.retention.tasks.find_outdated": "housekeeping",
    "chatdesk.retention.tasks.forget": "client",
    "chatdesk.triggers.tasks.evaluate": "client",
    "chatdesk.triggers.tasks.look_again": "client",
    "chatdesk.triggers.tasks.replay": "client",
    "chatdesk.triggers.tasks.tick": "housekeeping",
    "crm_sync.tasks.deliver": "client",
    "crm_sync.tasks.sweep": "housekeeping",
    "tenants.account_mail.password_link": "person",
    "tenants.account_mail.welcome": "person",
}
"""Name → whose rows it touches: one client's, none but what its lookup tells (housekeeping), or a person's account."""

COMMANDS = {"add_agency", "check_isolation", "new_epoch"}
"""For whoever runs the installation; none of them takes a client."""
