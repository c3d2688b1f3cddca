"""Visitors, visits and letters of long ago, written at once."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from chatdesk.conversations.models import Conversation
from chatdesk.letters.models import Letter, LetterLink
from chatdesk.visitors.models import ContactPoint, Event, PageView, Visit, Visitor
from tests.world import Client

OLD, VERY_OLD = 400, 800
"""Days: longer than a new site keeps visits, longer than it keeps visitors."""
SHOP = "https://shop.example"


def days_ago(days: float) -> datetime:
    """So long before now."""
    return timezone.now() - timedelta(days=days)


def visitor(client: Client, *ages: float) -> Visitor:
    """Somebody who came so many days ago each time, looked at two pages and did something."""
    who = Visitor.objects.create(site=client.site, token_hash=secrets.token_bytes(32), visits=len(ages))
    Visitor.objects.filter(id=who.pk).update(created_at=days_ago(max(ages)))
    for number, age in enumerate(sorted(ages, reverse=True), 1):
        _visit(who, number, days_ago(age))
    return who


def _visit(who: Visitor, number: int, at: datetime) -> None:
    seen = {"landing_url": f"{SHOP}/?q=reactor", "referrer": "https://duckduckgo.com/", "user_agent": "Firefox"}
    place = {"country": "FR", "city": "Lyon", "page_url": f"{SHOP}/b", "page_title": "B", "page_at": at}
    visit = Visit.objects.create(
        visitor=who, number=number, started_at=at, last_at=at, pages=2, cart={"value": 1}, **seen, **place
    )
    PageView.objects.bulk_create(PageView(visit=visit, url=f"{SHOP}/{page}", at=at) for page in "ab")
    Event.objects.create(visit=visit, kind=Event.Kind.TRACK, name="zoomed", at=at)


def contact(who: Visitor) -> ContactPoint:
    """An address that they left in a form."""
    now, value = timezone.now(), f"{secrets.token_hex(4)}@mill.example"
    return ContactPoint.objects.create(
        visitor=who, kind="email", value=value, normal=value, origin="form", first_at=now, last_at=now
    )


def talks(client: Client, who: Visitor) -> Conversation:
    """They wrote in their first visit."""
    visit = Visit.objects.filter(visitor=who).earliest("number")
    at = visit.last_at
    return Conversation.objects.create(site=client.site, visitor=who, visit=visit, opened_at=at, last_at=at)


def letter(client: Client, *, over: float, recipients: int = 0) -> Letter:
    """A letter whose links ran out so many days ago, with as many recipients."""
    made = Letter.objects.create(
        site=client.site, name=secrets.token_hex(4), page=SHOP, context="x", kind="personal", expires_at=days_ago(over)
    )
    for number in range(recipients):
        LetterLink.objects.create(
            letter=made, token_hash=secrets.token_bytes(32), recipient=f"Reader {number}", email="x@mill.example"
        )
    return made


def all_of(*models: type[Any]) -> dict[str, int]:
    """How many rows there are, by the model's name."""
    return {model.__name__: model.objects.count() for model in models}


class Died(BaseException):
    """The worker was killed."""


@contextmanager
def deletions(*, until: int = 1_000_000) -> Iterator[list[int]]:
    """Rows of each statement that deleted some; at the one with the number ``until`` the worker dies."""
    counted: list[int] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith("DELETE") and len(counted) == until:
            raise Died
        result = execute(sql, params, many, context)
        if sql.startswith("DELETE"):
            counted.append(context["cursor"].rowcount)
        return result

    with connection.execute_wrapper(watch):
        yield counted
