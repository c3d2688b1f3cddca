"""What the widget writes down of a site's forms. Every function needs a scope."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec
from django.utils import timezone

from chatdesk.realtime.frames.from_visitor import FormFieldSeen
from chatdesk.realtime.texts import clean, mask_cards
from chatdesk.visitors.addresses import safe_url
from widget.models import SeenForm
from widget.selectors import SEEN_FOR

MOST_FORMS = 40
"""Of a site; the one seen longest ago makes room."""


def note_form(*, site_id: int, selector: str, page: str, fields: Sequence[FormFieldSeen]) -> None:
    """A form was met: each one is kept once, as it was made last."""
    known = [{**msgspec.to_builtins(field), "selector": _safe(field.selector)} for field in fields]
    made = {"page": safe_url(page), "fields": known, "seen_at": timezone.now()}
    SeenForm.objects.update_or_create(site_id=site_id, selector=_safe(selector), defaults=made)
    forms = SeenForm.objects.filter(site_id=site_id)
    forms.filter(seen_at__lt=timezone.now() - timedelta(days=SEEN_FOR)).delete()
    newest = forms.order_by("-seen_at", "-id").values_list("id", flat=True)
    forms.exclude(id__in=list(newest[:MOST_FORMS])).delete()


def _safe(selector: str) -> str:
    """On one line, as the client's own selectors are written."""
    return " ".join(mask_cards(clean(selector)).split())[:160]
