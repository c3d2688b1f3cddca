"""Which rule speaks first, as the list of rules tells the server."""

import json

import pytest
from django.urls import reverse

from chatdesk.triggers.models import Trigger
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of
from tests.admin.test_forms import triggers_of

ORDER = reverse("admin:triggers_trigger_order")


@pytest.fixture
def rules(world) -> list[Trigger]:
    """Three, all with the same number."""
    with tenant_scope(world.ours.id):
        return [Trigger.objects.create(site=world.ours.site, name=name, text="Two?") for name in "abc"]


def put(browser, **asked: object):
    return browser.post(ORDER, json.dumps(asked), content_type="application/json")


def order(client) -> list[tuple[str, int]]:
    return [(rule.name, rule.priority) for rule in triggers_of(client)]


def test_a_rule_is_put_before_another_and_last_and_the_numbers_are_tidy(rules, world, sign_in) -> None:
    browser, (first, second, third) = sign_in(world.ours.admin.user), rules
    answer = put(browser, rule=third.id, before=first.id)
    assert answer.json()["numbers"] == {str(third.id): 10, str(first.id): 20, str(second.id): 30}
    assert order(world.ours) == [("c", 10), ("a", 20), ("b", 30)]
    put(browser, rule=third.id, before=None)
    assert order(world.ours) == [("a", 10), ("b", 20), ("c", 30)]


@pytest.mark.parametrize("before", [0, -1, "x", 2**62, [], {}, "itself", "a stranger's"])
def test_before_what_is_not_there_nothing_moves(before, rules, world, sign_in) -> None:
    with tenant_scope(world.sister.id):
        theirs = Trigger.objects.create(site=world.sister.site, name="x", text="Two?")
    before = {"itself": rules[2].id, "a stranger's": theirs.id}.get(str(before), before)
    assert put(sign_in(world.ours.admin.user), rule=rules[2].id, before=before).status_code == 200
    assert [name for name, _number in order(world.ours)] == ["a", "b", "c"]


@pytest.mark.parametrize("whose", ["sister", "foreign", "nobody"])
def test_a_strangers_rule_is_not_there(whose, rules, world, sign_in) -> None:
    number = 2**62
    if whose != "nobody":
        other = getattr(world, whose)
        with tenant_scope(other.id):
            number = Trigger.objects.create(site=other.site, name="x", text="Two?", priority=7).id
    assert put(sign_in(world.ours.admin.user), rule=number, before=rules[0].id).status_code == 404
    assert [number for _name, number in order(world.ours)] == [100, 100, 100]


@pytest.mark.parametrize("body", ["", "[]", "{", '"x"', "{" * 900, " " * 2_000])
def test_what_is_no_move_is_refused(body, rules, world, sign_in) -> None:
    answer = sign_in(world.ours.admin.user).post(ORDER, body, content_type="application/json")
    assert answer.status_code == 404
    assert sign_in(world.ours.admin.user).get(ORDER).status_code == 405


@pytest.mark.parametrize("role", ["marta", "supervisor"])
def test_only_who_may_change_rules_puts_them_in_order(role, rules, world, sign_in) -> None:
    put(sign_in(getattr(world.ours, role).user), rule=rules[2].id, before=rules[0].id)
    assert [number for _name, number in order(world.ours)] == [100, 100, 100]


def test_rules_of_another_site_keep_their_numbers_and_stand_apart(rules, world, sign_in) -> None:
    with tenant_scope(world.ours.id):
        site = type(world.ours.site).objects.create(name="Another shop", domains=["b.example"])
        Trigger.objects.create(site=site, name="z", text="Two?", priority=50)
    browser = sign_in(world.ours.admin.user)
    put(browser, rule=rules[2].id, before=rules[0].id)
    assert ("z", 50) in order(world.ours)
    listed = browser.get(page_of(Trigger, "changelist")).context["cl"].result_list
    assert [rule.name for rule in listed] == ["z", "c", "a", "b"]
