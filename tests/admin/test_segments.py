"""Rules are found by what they ask about (A34)."""

from typing import Any

import pytest

from chatdesk.triggers.admin.segments import NOBODYS, SEGMENTS
from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.engine.facts import FACTS
from chatdesk.triggers.models import Trigger
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of

DEEP = {
    "group": "all",
    "of": [
        {"group": "none", "of": [{"group": "any", "of": [{"fact": "utm_campaign", "op": "is", "value": "autumn"}]}]}
    ],
}
TREES: dict[str, dict[str, Any]] = {
    "Searchers": {"group": "all", "of": [{"fact": "search_query", "op": "contains", "value": "reactor"}]},
    "Autumn": DEEP,
    "Reactors": on_page("/reactors", seconds=20),
    "Regulars": {"group": "all", "of": [{"fact": "visit_number", "op": "at_least", "value": 3}]},
    "Anybody": on_page("", seconds=20),
}


@pytest.fixture
def rules(world) -> None:
    for client in (world.ours, world.sister):
        with tenant_scope(client.id):
            for name, tree in TREES.items():
                Trigger.objects.create(site=client.site, name=name, text="Two?", conditions=tree)


def found(browser, segment: str) -> list[str]:
    page = browser.get(page_of(Trigger, "changelist"), {"segment": segment})
    return sorted(rule.name for rule in page.context["cl"].result_list)


@pytest.mark.parametrize(
    ("segment", "names"),
    [
        ("search", ["Searchers"]),
        ("campaign", ["Autumn"]),
        ("page", ["Reactors"]),
        ("visitor", ["Regulars"]),
        ("everybody", ["Anybody"]),
        ("nothing such", []),
        ("' or 1=1 --", []),
    ],
)
def test_a34_rules_are_listed_by_what_they_ask_about(segment, names, rules, world, sign_in) -> None:
    assert found(sign_in(world.ours.admin.user), segment) == names


def test_a_strangers_rules_stay_out(rules, world, sign_in) -> None:
    with tenant_scope(world.ours.id):
        Trigger.objects.all().delete()
    assert found(sign_in(world.ours.admin.user), "search") == []


def test_every_fact_belongs_to_one_segment_or_to_nobody() -> None:
    sets = [facts for _label, facts in SEGMENTS.values()]
    assert sum(map(len, sets)) + len(NOBODYS) == len(FACTS)
    assert frozenset().union(*sets, NOBODYS) == frozenset(FACTS)
