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
