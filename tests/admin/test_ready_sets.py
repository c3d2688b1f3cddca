"""Sets of rules to start from, and what is done with several rules at once."""

import pytest
from django.urls import reverse

from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.questions.ready_sets import SETS
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of
from tests.admin.test_forms import triggers_of

READY = reverse("admin:triggers_trigger_ready")


def add(browser, client, name: str = "shop"):
    return browser.post(READY, {"set": name, "site": client.site.id})


def test_a_set_is_added_switched_off_and_only_once(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    assert "Is anything unclear about delivery or payment?" in browser.get(READY).content.decode()
    assert add(browser, world.ours).status_code == 302
    made = triggers_of(world.ours)
    assert len(made) == len(SETS["shop"].rules)
    assert not any(trigger.enabled for trigger in made)
    add(browser, world.ours)
    assert len(triggers_of(world.ours)) == len(made)
    assert triggers_of(world.sister) == []


@pytest.mark.parametrize("stranger", ["sister", "foreign"])
def test_a_strangers_site_gets_no_set(stranger, world, sign_in) -> None:
    other = getattr(world, stranger)
    assert add(sign_in(world.ours.admin.user), other).status_code == 404
    assert triggers_of(other) == []


@pytest.mark.parametrize("name", ["", "nothing", "__class__"])
def test_a_set_that_is_not_there_is_not_found(name, world, sign_in) -> None:
    assert add(sign_in(world.ours.admin.user), world.ours, name).status_code == 404


def act(browser, action: str, *triggers: Trigger) -> None:
    chosen = [trigger.id for trigger in triggers]
    answer = browser.post(page_of(Trigger, "changelist"), {"action": action, "_selected_action": chosen, "index": 0})
    assert answer.status_code == 302


@pytest.fixture
def rule(world) -> Trigger:
    with tenant_scope(world.ours.id):
        return Trigger.objects.create(
            site=world.ours.site, name="Cart", text="Two?", conditions=on_page("/cart", seconds=3), most_waiting=2
        )


def test_a_duplicate_is_the_same_rule_switched_off_under_a_free_name(rule, world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    act(browser, "duplicate", rule)
    act(browser, "duplicate", rule)
    names = {trigger.name: trigger for trigger in triggers_of(world.ours)}
    assert set(names) == {"Cart", "Cart (2)", "Cart (3)"}
    copy = names["Cart (3)"]
    assert (copy.conditions, copy.text, copy.most_waiting, copy.enabled) == (rule.conditions, "Two?", 2, False)


def test_rules_are_switched_off_and_on_together(rule, world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    for action, enabled in (("switch_off", False), ("switch_off", False), ("switch_on", True)):
        act(browser, action, rule)
        assert [trigger.enabled for trigger in triggers_of(world.ours)] == [enabled]


def test_an_agency_acts_on_the_rules_of_several_clients(rule, world, sign_in) -> None:
    with tenant_scope(world.sister.id):
        other = Trigger.objects.create(site=world.sister.site, name="Cart", text="Two?")
    act(sign_in(world.owner), "switch_off", rule, other)
    assert [one.enabled for one in triggers_of(world.ours) + triggers_of(world.sister)] == [False, False]
