"""What visitors do on a page, and what the site tells of them. Every function needs a scope."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Func, JSONField, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from chatdesk.realtime.texts import clean, mask_cards
from chatdesk.visitors.models import Event, PageView, Visit

MAX_EVENTS = 200
"""Of a visit; what comes after them is not kept."""


def record_event(*, visit_id: int, kind: Event.Kind, name: str, meta: Mapping[str, Any]) -> bool:
    """Something happened; False if the visit has MAX_EVENTS already."""
    if Event.objects.filter(visit_id=visit_id).count() >= MAX_EVENTS:
        return False
    told = {_clean(key): _clean(value) for key, value in meta.items()}
    Event.objects.create(visit_id=visit_id, kind=kind, name=_clean(name), meta=told, at=timezone.now())
    return True


def note_on_page(*, view_id: int, **signals: Any) -> None:
    """What happened on a page view: ``scroll`` per cent, ``exit``, ``touched``, ``left``, ``idle_at`` (ISO 8601)."""
    merged = Func(F("signals"), Value(signals, JSONField()), template="%(expressions)s", arg_joiner=" || ")
    PageView.objects.filter(id=view_id).update(signals=merged)


def note_product(*, visit_id: int, view_id: int, name: str) -> None:
    """What a page sells."""
    PageView.objects.filter(id=view_id, visit_id=visit_id).update(product=_clean(name))
    Visit.objects.filter(id=visit_id, page_view=view_id).update(page_product=_clean(name))


def idle_since(seconds: int) -> str:
    """When the last move was, as ``note_on_page`` takes it."""
    return (timezone.now() - timedelta(seconds=seconds)).isoformat()


def note_window(*, visit_id: int, is_closed: bool) -> None:
    """The chat window was closed, or opened: the first time is kept."""
    now = timezone.now()
    told = {"window_closed_at": now} if is_closed else {"window_closed_at": None, "window_opened_at": _first(now)}
    Visit.objects.filter(id=visit_id).update(**told)


def fill_cart(*, visit_id: int, value: float, currency: str, items: list[dict[str, Any]]) -> None:
    """What is in the cart now, instead of what was told before."""
    lines = [{**item, "name": _clean(item["name"])} for item in items]
    Visit.objects.filter(id=visit_id).update(cart={"value": value, "currency": currency, "items": lines})


def _first(now: datetime) -> Coalesce:
    return Coalesce(F("window_opened_at"), Value(now))


def _clean(value: Any) -> Any:
    return mask_cards(clean(value)) if isinstance(value, str) else value
