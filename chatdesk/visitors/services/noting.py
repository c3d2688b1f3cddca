"""Operators note what a visitor is not to be offered (E06); needs a scope."""

from django.utils import timezone

from chatdesk.realtime.texts import message_text
from chatdesk.visitors.herald import tell_changed
from chatdesk.visitors.identity.selectors import same_person
from chatdesk.visitors.models import Visitor
from tenants.models import Member

LONGEST = 300
"""Characters; what is longer is cut, as the column would refuse it."""


def note(*, visitor: Visitor, text: str, do_not_invite: bool, member: Member) -> list[int]:
    """Writes the note in all browsers of whom is known to be one person; their ids. Empty without a flag: it goes."""
    words = message_text(text.replace("\0", ""))[:LONGEST]
    has_note = bool(words) or do_not_invite
    found = list(Visitor.objects.filter(id__in=[visitor.id, *same_person(visitor)]).values_list("id", flat=True))
    Visitor.objects.filter(id__in=found).update(
        do_not_offer=words,
        do_not_invite=do_not_invite,
        noted_by=member if has_note else None,
        noted_at=timezone.now() if has_note else None,
    )
    tell_changed(visitor.tenant_id, found)
    return found


def share_notes(visitor: Visitor) -> list[int]:
    """What is noted in any browser of a person holds in all of them, also in the one that is known only now.

    Several notes become one, the latest first: nothing that was noted is lost. Ids of the browsers that it is new to.
    """
    browsers = list(Visitor.objects.filter(id__in=same_person(visitor)).select_related("noted_by"))
    noted = sorted((one for one in browsers if one.noted_at), key=lambda one: (one.noted_at, one.id), reverse=True)
    if not noted:
        return []
    words = "; ".join(dict.fromkeys(one.do_not_offer for one in noted if one.do_not_offer))[:LONGEST]
    silent = any(one.do_not_invite for one in noted)
    found = [one.id for one in browsers if (one.do_not_offer, one.do_not_invite) != (words, silent)]
    Visitor.objects.filter(id__in=found).update(
        do_not_offer=words, do_not_invite=silent, noted_by=noted[0].noted_by, noted_at=noted[0].noted_at
    )
    tell_changed(visitor.tenant_id, found)
    return found
