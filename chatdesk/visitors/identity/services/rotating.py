"""A site's signing secrets: made, followed by another one, ended. Every function needs a scope."""

from datetime import timedelta

from django.utils import timezone

from chatdesk.visitors.models import IdentitySecret, new_secret
from tenants.models import Site

OVERLAP = timedelta(hours=24)
"""For so long the secret before still counts, so that the site's servers can be changed one after the other."""


def make_secret(*, site_id: int, secret: str = "") -> IdentitySecret:
    """The site's new secret. The present one, if there is one, ends after OVERLAP."""
    Site.objects.select_for_update().get(id=site_id)
    present = IdentitySecret.objects.filter(site_id=site_id, ends_at__isnull=True)
    present.update(ends_at=timezone.now() + OVERLAP)
    return IdentitySecret.objects.create(site_id=site_id, secret=secret or new_secret())


def end_secret(*, secret_id: int) -> None:
    """What it signed counts no more from now on; without a present one nobody is vouched for."""
    now = timezone.now()
    found = IdentitySecret.objects.filter(id=secret_id)
    found.exclude(ends_at__lte=now).update(ends_at=now)
