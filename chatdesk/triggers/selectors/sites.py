"""Sites as the rules need them; every function needs a scope."""

from typing import Any

from tenants.models import Department, Member, Site


def as_id(text: Any) -> int | None:
    """A row's number as a browser sends it; None if it is none."""
    asked = str(text or "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None


def site_in_reach(number: Any) -> Site | None:
    """The site of this id with its client; None if there is none, or it is no id."""
    asked = as_id(number)
    return Site.objects.select_related("tenant").filter(id=asked).first() if asked else None


def member_name(number: Any) -> str:
    """The name of the colleague with this id; empty if there is none."""
    found = Member.objects.filter(id=asked).first() if (asked := as_id(number)) else None
    return found.name if found else ""


def department_name(number: Any) -> str:
    """The name of the department with this id; empty if there is none."""
    found = Department.objects.filter(id=asked).first() if (asked := as_id(number)) else None
    return found.name if found else ""


def sites_in_reach() -> list[Site]:
    """All sites that are seen from here, by name."""
    return list(Site.objects.select_related("tenant").filter(active=True).order_by("tenant__name", "name", "id"))


def forced_language(site_id: int) -> str:
    """What the chat's window speaks on this site whatever the visitor's browser says; empty if it follows them."""
    chosen = Site.objects.filter(id=site_id).exclude(appearance__language="auto").values_list("appearance__language")
    return next((language for (language,) in chosen), None) or ""


def time_zone_of(site_id: int) -> str:
    """The clock of the site's client."""
    return Site.objects.values_list("tenant__time_zone", flat=True).filter(id=site_id).first() or "UTC"
