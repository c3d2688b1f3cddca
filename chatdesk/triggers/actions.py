"""What a rule does on a visitor's screen, and what it does where that is not allowed (D11)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chatdesk.triggers.models import Trigger
from chatdesk.triggers.questions.links import BadLink, host_apart, read_link
from chatdesk.visitors.devices import device_of
from chatdesk.visitors.models import Visit
from tenants.models import Site

Action = Trigger.Action
PHONE = "phone"

DEEDS: dict[str, str | Promise] = {
    Action.BUBBLE: _("A bubble above the launcher asks."),
    Action.WINDOW: _("The chat window opens by itself and asks."),
    Action.BANNER: _("A banner with a link is shown."),
    Action.GLOW: _("The launcher glows for a moment."),
    Action.POLL: _("A poll asks up to three questions."),
}
"""What happens when a rule speaks, as a sentence."""

MEANINGS: dict[str, str | Promise] = {
    Action.BUBBLE: _(
        "The question stands above the launcher with the operator's face and name. It goes when the visitor answers or "
        "closes it, and after three more pages."
    ),
    Action.WINDOW: _(
        "The window opens by itself only where the site allows it, and on phones only where it allows that too; "
        "elsewhere the question comes in a bubble."
    ),
    Action.BANNER: _(
        "Your line stands above the launcher or in the window, with a link to the page that you name. It goes when the "
        "visitor follows the link, writes or closes it."
    ),
    Action.GLOW: _(
        "The launcher glows for twelve seconds and nothing is said. If you write a question, it stands in the window "
        "once the visitor opens it."
    ),
    Action.POLL: _(
        "One to three questions come one after the other, in the bubble or in the window. Every answer is kept at "
        "once; after the last one the visitor can write."
    ),
}
"""What the writer of a rule is told of each action, and what the visitor sees."""


def carried_out(action: str, visit: Visit) -> str:
    """The rule's own action, or a bubble: the window opens by itself only where the client of the site chose it."""
    if action == Action.WINDOW and not _may_open(visit.visitor.site, device_of(visit.user_agent).kind):
        return Action.BUBBLE
    return action


def in_words(action: str, visit: Visit) -> str:
    """What this visit's browser would show, and why it is not what the rule wants; empty for the usual bubble."""
    if action == Action.BUBBLE:
        return ""
    if carried_out(action, visit) == action:
        return str(DEEDS[action])
    if visit.visitor.site.rules_open_window:
        return str(_("In a bubble: on phones the site does not let rules open the window."))
    return str(_("In a bubble: the site does not let rules open the window."))


def remark(action: str, site: Site, link: str) -> str:
    """What the writer of a rule should know of its action on this site; empty if there is nothing to say."""
    if action == Action.WINDOW and not site.rules_open_window:
        return str(_("This site lets no rule open the window: the question comes in a bubble. Its page changes that."))
    if action == Action.WINDOW and not site.rules_open_on_phones:
        return str(_("On phones the question comes in a bubble."))
    if action != Action.BANNER or not link:
        return ""
    try:
        host = host_apart(read_link(link), site.domains)
    except BadLink as error:
        return str(error.message)
    return _("It leads to another site, %s: the banner says so.") % host if host else ""


def _may_open(site: Site, device: str) -> bool:
    return site.rules_open_window and (device != PHONE or site.rules_open_on_phones)
