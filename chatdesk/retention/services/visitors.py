"""Visitors whom nobody has seen for long, and who never talked, are forgotten altogether."""

from collections.abc import Collection, Sequence

from django.db.models import Count, F

from chatdesk.letters.models import Letter, LetterOpening
from chatdesk.retention.selectors import outdated_visitors
from chatdesk.visitors.models import Visitor
from tenants.models import Site

AT_ONCE = 200
"""Visitors of one step; of their visits only those are left by which something was counted."""


def forget_visitors(site: Site, *, here: Collection[int]) -> bool:
    """One step; False if nothing is left to do. Needs a scope.

    Who comes back while they are locked is not known any more afterwards, and begins anew.
    """
    old = outdated_visitors(site, here)
    locked = old.select_for_update(of=("self",), skip_locked=True)
    # Asked again behind the lock: a visit or a conversation may have begun before it.
    ids = list(old.filter(id__in=[visitor.pk for visitor in locked[:AT_ONCE]]).values_list("id", flat=True))
    _count_openings(ids)
    Visitor.objects.filter(id__in=ids).delete()
    return bool(ids)


def _count_openings(ids: Sequence[int]) -> None:
    """A letter goes on to say how many visitors followed its links."""
    openings = LetterOpening.objects.filter(visit__visitor_id__in=ids).order_by().values_list("letter_id")
    for letter_id, count in openings.annotate(count=Count("visit__visitor_id", distinct=True)):
        Letter.objects.filter(id=letter_id).update(forgotten=F("forgotten") + count)
