"""A rule that somebody begins with what is known of a visitor, or of what visitors came for."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.urls import reverse

from chatdesk.triggers.engine.conditions import BadTree, on_page, read
from chatdesk.visitors.models import Visit
from chatdesk.visitors.sources import TrafficSource, traffic_source

SECONDS = 20


def conditions_like(visit: Visit) -> dict[str, Any]:
    """True of visitors who came for the same and look at the same page for SECONDS."""
    page = on_page(urlsplit(visit.page_url).path, seconds=SECONDS)
    wished = [_contains(*one) for one in _wishes(traffic_source(visit.referrer, visit.landing_url))]
    conditions = {"group": "all", "of": [*wished, *page["of"]]}
    try:
        read(conditions)
    except BadTree:
        return on_page("", seconds=SECONDS)
    return conditions


def new_rule_address(*, tenant_id: int, site_id: int, conditions: Mapping[str, Any]) -> str:
    """Of the form for a new rule that begins with these conditions."""
    given = {"client": tenant_id, "site": site_id, "conditions": json.dumps(conditions)}
    return f"{reverse('admin:triggers_trigger_add')}?{urlencode(given)}"


def _wishes(source: TrafficSource) -> Iterator[tuple[str, str]]:
    if source.query:
        yield "search_query", source.query.lower()
    if source.campaign.campaign:
        yield "utm_campaign", source.campaign.campaign


def _contains(fact: str, value: str) -> dict[str, str]:
    return {"fact": fact, "op": "contains", "value": value}
