"""Names and addresses of those who got a letter are forgotten long after its links have run out."""

from collections.abc import Collection

from chatdesk.letters.models import LetterLink
from chatdesk.retention.selectors import outdated_links
from tenants.models import Site

AT_ONCE = 1_000


def forget_recipients(site: Site, *, here: Collection[int]) -> bool:
    """One step; False if nothing is left to do. Needs a scope."""
    del here  # nobody's visit is touched
    locked = outdated_links(site).select_for_update(of=("self",), skip_locked=True)
    ids = [link.pk for link in locked[:AT_ONCE]]
    LetterLink.objects.filter(id__in=ids).delete()
    return bool(ids)
