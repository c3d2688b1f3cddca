"""How many visits each line of a rule saw."""

import json

import pytest
from django.urls import reverse

from chatdesk.triggers.engine.conditions import on_page
from tests.admin.test_time_machine import GOOGLEBOT, visited

COUNTS = reverse("admin:triggers_trigger_counts")
QUERY = {"fact": "search_query", "op": "contains", "value": "reactor"}


def count(browser, site: object, conditions: object):
    body = json.dumps({"conditions": conditions, "site": str(site)})
    return browser.post(COUNTS, body, content_type="application/json")


def test_each_line_is_counted_alone_by_its_place(world, sign_in) -> None:
    visited(world.ours, referrer="https://yandex.ru/search/?text=reactor")
    visited(world.ours)
    visited(world.ours, user_agent=GOOGLEBOT)
    visited(world.ours, days=8)
    visited(world.sister)
    elsewhere = {"fact": "page_url", "op": "contains", "value": "/nowhere"}
    tree = {"group": "all", "of": [*on_page("/reactors", seconds=61)["of"], {"group": "any", "of": [QUERY, elsewhere]}]}
    answer = count(sign_in(world.ours.admin.user), world.ours.site.id, tree).json()
    assert answer == {"visits": 2, "lines": {"0": 2, "1": 0, "2,0": 1, "2,1": 0}}


def test_the_number_of_statements_does_not_depend_on_that_of_visits(
    world, sign_in, django_assert_max_num_queries
) -> None:
    for _ in range(8):
        visited(world.ours)
    browser = sign_in(world.ours.admin.user)
    with django_assert_max_num_queries(30):
        assert count(browser, world.ours.site.id, on_page("/reactors", seconds=1)).json()["visits"] == 8


@pytest.mark.parametrize("tree", [None, [], {"group": "all"}, {"group": "all", "of": [{"fact": "x"}]}])
def test_what_is_no_rule_is_refused_with_words(tree, world, sign_in) -> None:
    answer = count(sign_in(world.ours.admin.user), world.ours.site.id, tree)
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("stranger", ["sister", "foreign"])
def test_a_strangers_visits_are_not_counted(stranger, world, sign_in) -> None:
    theirs = getattr(world, stranger)
    visited(theirs)
    assert count(sign_in(world.ours.admin.user), theirs.site.id, on_page("", seconds=0)).status_code == 404


@pytest.mark.parametrize("body", ["", "[]", "{" * 2_000, '"' + "x" * 200_000 + '"'])
def test_what_is_no_request_has_no_site(body, world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    assert browser.post(COUNTS, body, content_type="application/json").status_code == 404
    assert browser.get(COUNTS).status_code == 405


@pytest.mark.parametrize("role", ["marta", "supervisor"])
def test_who_may_not_change_rules_counts_nothing(role, world, sign_in) -> None:
    answer = count(sign_in(getattr(world.ours, role).user), world.ours.site.id, on_page("", seconds=0))
    assert answer.status_code != 200
