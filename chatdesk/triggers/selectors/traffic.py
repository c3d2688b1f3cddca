"""What a site's own visitors bring: values that the builder offers, the most frequent first. Needs a scope."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from urllib.parse import urlsplit

from chatdesk.conversations.selectors import members
from chatdesk.visitors.devices import device_of
from chatdesk.visitors.models import Event, PageView, Visit
from tenants.selectors import departments

VISITS_LOOKED_AT = 1_000
PAGES_LOOKED_AT = 3_000
EVENTS_LOOKED_AT = 1_000
OFFERED = 20
"""Values of each fact."""


def suggestions(site_id: int) -> dict[str, list[str]]:
    """Values by the name of the fact."""
    visits = Visit.objects.filter(visitor__site_id=site_id).select_related("visitor").order_by("-id")
    found: dict[str, Counter[str]] = {}
    of_visits = chain.from_iterable(_of_visit(visit) for visit in visits[:VISITS_LOOKED_AT])
    for fact, value in chain(of_visits, _of_pages(site_id), _of_events(site_id), _of_team()):
        if value:
            found.setdefault(fact, Counter())[value] += 1
    return {fact: [value for value, _count in counted.most_common(OFFERED)] for fact, counted in found.items()}


def _of_visit(visit: Visit) -> Iterable[tuple[str, str]]:
    source, device = visit.source, device_of(visit.user_agent)
    yield "landing_page", _path(visit.landing_url)
    yield "referrer", urlsplit(visit.referrer).netloc
    yield "source_name", source.name
    yield "search_query", source.query.lower()
    yield "click_id", source.click_id
    for name in source.campaign.__slots__:
        yield f"utm_{name}", getattr(source.campaign, name)
    for name in source.campaign.__slots__ if visit.number == 1 else ():
        yield f"first_{name}" if name == "campaign" else f"first_utm_{name}", getattr(source.campaign, name)
    yield "browser", device.browser
    yield "system", device.system
    yield "country", visit.country
    yield "city", visit.city
    yield "language", visit.visitor.language
    yield "time_zone", visit.visitor.time_zone
    for name in visit.visitor.attributes:
        for fact in ("attribute", "attribute_number", "attribute_days"):
            yield f"{fact}.of", name


def _of_pages(site_id: int) -> Iterable[tuple[str, str]]:
    views = PageView.objects.filter(visit__visitor__site_id=site_id).order_by("-id").values_list("url", "title")
    for url, title in views[:PAGES_LOOKED_AT]:
        yield "page_url", _path(url)
        yield "page_title", title


def _of_events(site_id: int) -> Iterable[tuple[str, str]]:
    told = Event.objects.filter(visit__visitor__site_id=site_id).order_by("-id").values_list("kind", "name")
    for kind, name in told[:EVENTS_LOOKED_AT]:
        yield "events.of" if kind == Event.Kind.TRACK else "clicks.of", name


def _of_team() -> Iterable[tuple[str, str]]:
    yield from (("last_operator", member.name) for member in members().filter(active=True))
    yield from (("operators_in.of", department.name) for department in departments())


def _path(url: str) -> str:
    return urlsplit(url).path
