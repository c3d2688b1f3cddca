"""Sites as the rules need them; every function needs a scope."""

from typing import Any

from tenants.models import Site


def site_in_reach(number: Any) -> Site | None:
    """The site of this id with its client; None if there is none, or it is no id."""
    asked = str(number or "")
    is_id = asked.isascii() and asked.isdigit() and len(asked) < 19
    return Site.objects.select_related("tenant").filter(id=asked).first() if is_id else None


def time_zone_of(site_id: int) -> str:
    """The clock of the site's client."""
    return Site.objects.values_list("tenant__time_zone", flat=True).get(id=site_id)
