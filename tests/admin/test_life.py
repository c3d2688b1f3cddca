"""A rule is drafted, published, switched, brought back: what visitors meet, and what its history says."""

import json
import re

import pytest
from django.urls import reverse

from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.selectors.rules import NO_RULES, rule_sets
from chatdesk.triggers.versioned import TriggerVersion
from chatdesk.triggers.versions import services
from tenants.models import Department
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of
from tests.admin.test_forms import trigger_form, triggers_of
from tests.admin.test_why import visit_of

DELETED = reverse("admin:triggers_trigger_deleted")
PUBLISH = {"_publish": "x"}


def kinds(client) -> list[str]:
    """The history of all rules, the first entry first."""
    with tenant_scope(client.id):
        return list(TriggerVersion.objects.order_by("id").values_list("kind", flat=True))


def live(client) -> int:
    """How many rules visitors of the site could meet."""
    with tenant_scope(client.id):
        return len(rule_sets().get(client.site.id, NO_RULES).rules)


@pytest.fixture
def browser(world, sign_in):
    return sign_in(world.ours.admin.user)


@pytest.fixture
def change(browser, world):
    """Sends the form of the only rule with other words or another button."""

    def send(**more: object):
        rule = Trigger(id=triggers_of(world.ours)[0].id)
        return browser.post(page_of(Trigger, "change", rule.id), trigger_form(world.ours.site) | more, follow=True)

    return send


@pytest.fixture
def published(browser, world) -> Trigger:
    """A rule of version 1."""
    browser.post(page_of(Trigger, "add"), trigger_form(world.ours.site) | PUBLISH)
    return triggers_of(world.ours)[0]


def test_a_new_rule_is_a_draft_until_it_is_published(browser, world, change) -> None:
    browser.post(page_of(Trigger, "add"), trigger_form(world.ours.site))
    (made,) = triggers_of(world.ours)
    assert (made.state, live(world.ours), kinds(world.ours)) == ("draft", 0, [])
    change(text="One circuit?")
    assert (triggers_of(world.ours)[0].text, live(world.ours)) == ("One circuit?", 0)
    page = change(**PUBLISH)
    (made,) = triggers_of(world.ours)
    assert (made.state, made.version, live(world.ours), kinds(world.ours)) == ("live", 1, 1, ["published"])
    assert "is live: version 1." in page.content.decode()


def test_a_draft_changes_nothing_for_visitors_until_it_is_published(browser, world, change, published) -> None:
    with tenant_scope(world.ours.id):
        before = rule_sets()
    page = change(text="Gas or electric?", priority=7, conditions=json.dumps(on_page("/cart", seconds=5)))
    assert "Visitors meet version 1 as before." in page.content.decode()
    (row,) = triggers_of(world.ours)
    assert (row.text, row.priority) == ("Two circuits or three?", 10)
    with tenant_scope(world.ours.id):
        assert rule_sets() is before
    page = browser.get(page_of(Trigger, "change", row.id)).content.decode()
    for words in ("Gas or electric?", "with changes not published", "What is not published", "Version 1, published by"):
        assert words in page
    assert "with changes not published" in browser.get(page_of(Trigger, "changelist")).content.decode()
    change(text="Gas or electric?", **PUBLISH)
    (row,) = triggers_of(world.ours)
    assert (row.text, row.version, kinds(world.ours)) == ("Gas or electric?", 2, ["published", "published"])


def test_a_draft_that_says_what_is_live_is_none_and_one_is_thrown_away(world, change, published) -> None:
    change(text="Gas or electric?")
    assert kinds(world.ours) == ["published", "draft"]
    assert "nothing differs from what is live" in change().content.decode()
    assert kinds(world.ours) == ["published"]
    change(text="Gas or electric?")
    page = change(_discard="x", text="What stands in the form does not count").content.decode()
    assert "The draft is thrown away." in page
    assert "Two circuits or three?" in page
    assert kinds(world.ours) == ["published"]


def test_a_draft_is_checked_as_what_is_live_and_nothing_is_kept_of_a_bad_one(world, change, published) -> None:
    page = change(text="Looking for {colour}?")
    assert "Nothing is known by the name of {colour}" in page.content.decode()
    assert kinds(world.ours) == ["published"]


def test_switching_off_keeps_the_draft_and_switching_on_does_not_publish_it(world, change, published) -> None:
    change(text="Gas or electric?")
    change(_off="x")
    assert (triggers_of(world.ours)[0].state, live(world.ours)) == ("off", 0)
    change(_on="x")
    (row,) = triggers_of(world.ours)
    assert (row.state, row.text, live(world.ours)) == ("live", "Two circuits or three?", 1)
    assert kinds(world.ours) == ["published", "draft", "off", "on"]


def test_a_rule_that_was_live_before_anybody_counted_keeps_what_it_was(browser, world, change) -> None:
    with tenant_scope(world.ours.id):
        Trigger.objects.create(site=world.ours.site, name="Circuits", text="Old?", conditions=on_page("", seconds=0))
    change(text="New?", **PUBLISH)
    assert (triggers_of(world.ours)[0].version, kinds(world.ours)) == (2, ["found", "published"])
    page = browser.get(page_of(Trigger, "history", triggers_of(world.ours)[0].id)).content.decode()
    assert "Old?" in page


def bring(browser, world, number: int, **data: object):
    """Sends the button of a version."""
    with tenant_scope(world.ours.id):
        found = TriggerVersion.objects.filter(kind="published", number=number).first()
    asked = {"version": found.pk if found else 0} | data
    return browser.post(page_of(Trigger, "history", triggers_of(world.ours)[0].id), asked, follow=True)


def test_an_old_version_is_seen_compared_and_comes_back_as_a_draft(browser, world, change, published) -> None:
    change(text="Gas or electric?", conditions=json.dumps(on_page("/cart", seconds=5)), **PUBLISH)
    page = browser.get(page_of(Trigger, "history", published.id)).content.decode()
    assert re.search(r"Two circuits or three\?</del>\s*<ins>.*Gas or electric\?</ins>", page, re.DOTALL)
    assert "for at least 20 seconds" in page
    assert "Anna" in page
    assert page.count("So it is now.") == 1
    page = bring(browser, world, 1).content.decode()
    assert "Version 1 stands here as a draft." in page
    (row,) = triggers_of(world.ours)
    assert (row.text, row.version) == ("Gas or electric?", 2)
    change(text="Two circuits or three?", **PUBLISH)
    assert triggers_of(world.ours)[0].version == 3


def test_a_version_that_is_no_rule_any_more_says_why_and_changes_nothing(browser, world, change, published) -> None:
    with tenant_scope(world.ours.id):
        version = TriggerVersion.objects.get()
        gone = {"group": "all", "of": [{"fact": "shoe_size", "op": "is", "value": "7"}]}
        TriggerVersion.objects.update(document={**version.document, "text": "Old?", "conditions": gone})
    page = bring(browser, world, 1).content.decode()
    assert "It can&#x27;t be brought back as it was. conditions: Nothing is known by this name." in page
    assert kinds(world.ours) == ["published"]


def test_people_who_are_gone_are_left_out_and_that_is_said(browser, world, change, published) -> None:
    with tenant_scope(world.ours.id):
        department = Department.objects.create(name="Spare parts")
    change(department=department.id, **PUBLISH)
    change(text="Without them?", **PUBLISH)
    with tenant_scope(world.ours.id):
        department.delete()
    page = bring(browser, world, 2).content.decode()
    assert "It is not there any more, and was left out: department." in page


@pytest.mark.parametrize("data", [{"version": "x"}, {"version": 2**62}, {"version": ""}, {"version": "-1"}])
def test_a_version_that_is_not_there_is_not_brought_back(data, browser, world, published) -> None:
    assert bring(browser, world, 1, **data).status_code == 404


def test_another_rules_version_and_a_switch_are_no_versions_of_this_one(browser, world, change, published) -> None:
    change(_off="x")
    with tenant_scope(world.ours.id):
        off = TriggerVersion.objects.get(kind="off")
        other = Trigger.objects.create(site=world.ours.site, name="z", text="Other?", priority=1)
        services.put_live(trigger=other, by="")
        theirs = TriggerVersion.objects.filter(trigger=other).first()
    page = page_of(Trigger, "history", published.id)
    assert browser.post(page, {"version": off.pk}).status_code == 404
    assert browser.post(page, {"version": theirs.pk}).status_code == 404


@pytest.mark.parametrize("stranger", ["sister", "foreign"])
def test_a_strangers_history_is_not_there(stranger, world, sign_in, published) -> None:
    other = sign_in(getattr(world, stranger).admin.user)
    with tenant_scope(world.ours.id):
        version = TriggerVersion.objects.get()
    for url in (page_of(Trigger, "history", published.id), page_of(Trigger, "change", published.id)):
        other.post(url, {"version": version.pk, "_off": "x"})
        assert "Two circuits" not in other.get(url, follow=True).content.decode()
    assert kinds(world.ours) == ["published"]
    services_page = sign_in(getattr(world, stranger).admin.user).post(DELETED, {"rule": published.id})
    assert services_page.status_code == 404


@pytest.mark.parametrize("role", ["marta", "supervisor"])
def test_who_may_not_change_rules_has_no_part_in_their_life(role, world, sign_in, published) -> None:
    other = sign_in(getattr(world.ours, role).user)
    other.post(page_of(Trigger, "change", published.id), {"_off": "x"})
    other.post(page_of(Trigger, "delete", published.id), {"post": "yes"})
    assert kinds(world.ours) == ["published"]


def test_a_deleted_rule_is_silent_and_comes_back_switched_off(browser, world, change, published) -> None:
    browser.post(page_of(Trigger, "delete", published.id), {"post": "yes"})
    assert live(world.ours) == 0
    assert list(browser.get(page_of(Trigger, "changelist")).context["cl"].result_list) == []
    assert browser.get(page_of(Trigger, "change", published.id)).status_code == 302
    page = browser.get(DELETED).content.decode()
    assert "Two circuits or three?" in page
    assert "<h2>Circuits</h2>" in page
    browser.post(page_of(Trigger, "add"), trigger_form(world.ours.site))
    page = browser.post(DELETED, {"rule": published.id}, follow=True).content.decode()
    assert "It is back" in page
    with tenant_scope(world.ours.id):
        back = Trigger.objects.get(id=published.id)
    assert (back.name, back.state, live(world.ours)) == ("Circuits (2)", "off", 0)
    assert kinds(world.ours) == ["published", "deleted", "restored"]
    assert browser.post(DELETED, {"rule": published.id}).status_code == 404


def test_a_deleted_rule_holds_nobody(browser, world, change, published) -> None:
    with tenant_scope(world.ours.id):
        department = Department.objects.create(name="Spare parts")
    change(department=department.id, **PUBLISH)
    browser.post(page_of(Trigger, "delete", published.id), {"post": "yes"})
    with tenant_scope(world.ours.id):
        department.delete()
    page = browser.post(DELETED, {"rule": published.id}, follow=True).content.decode()
    assert "was left out: department." in page


def test_the_history_is_bounded(world, published, monkeypatch) -> None:
    monkeypatch.setattr(services, "MOST_KEPT", 5)
    monkeypatch.setattr(services, "MOST_DELETED", 1)
    with tenant_scope(world.ours.id):
        for number in range(8):
            services.switch(trigger=published, on=bool(number % 2), by="x")
        assert TriggerVersion.objects.filter(trigger=published).count() == 5
        other = Trigger.objects.create(site=world.ours.site, name="z", text="Other?")
        for rule in (published, other):
            services.delete(trigger=rule, by="x")
        assert [rule.id for rule in Trigger.objects.all()] == [other.id]


def test_a_rule_that_is_moved_says_so_in_its_history(browser, world, published) -> None:
    with tenant_scope(world.ours.id):
        first = Trigger.objects.create(site=world.ours.site, name="first", text="One?", priority=5)
        Trigger.objects.filter(id=published.id).update(priority=30)
    order = {"rule": published.id, "before": first.id}
    browser.post(reverse("admin:triggers_trigger_order"), json.dumps(order), content_type="application/json")
    assert kinds(world.ours) == ["published", "moved"]
    assert "moved in the order" in browser.get(page_of(Trigger, "history", published.id)).content.decode()


def test_a_move_counts_by_its_place_and_not_by_its_number(browser, world, published) -> None:
    with tenant_scope(world.ours.id):
        first = Trigger.objects.create(site=world.ours.site, name="first", text="One?", priority=5)
        Trigger.objects.filter(id=published.id).update(priority=10)
    address = reverse("admin:triggers_trigger_order")
    for before in (None, None, first.id, first.id, None):
        order = {"rule": published.id, "before": before}
        browser.post(address, json.dumps(order), content_type="application/json")
    assert kinds(world.ours) == ["published", "moved", "moved"]
    with tenant_scope(world.ours.id):
        moves = TriggerVersion.objects.filter(trigger=published, kind="moved").order_by("id")
        assert [one.document for one in moves] == [{"from": 2, "to": 1}, {"from": 1, "to": 2}]


@pytest.mark.parametrize(("name", "said"), [("", "Agency"), ("Nora", "Nora")])
def test_versions_name_the_agencys_people_never_by_address(name, said, world, sign_in, published) -> None:
    world.owner.name = name
    world.owner.save(update_fields=["name"])
    with tenant_scope(world.ours.id):
        first = Trigger.objects.create(site=world.ours.site, name="first", text="One?", priority=5)
    order = {"rule": published.id, "before": first.id}
    address = reverse("admin:triggers_trigger_order")
    sign_in(world.owner).post(address, json.dumps(order), content_type="application/json")
    with tenant_scope(world.ours.id):
        assert TriggerVersion.objects.get(trigger=published, kind="moved").by == said


def test_why_not_says_of_which_version_it_speaks(browser, world, change, published) -> None:
    change(text="Gas or electric?")
    visit = visit_of(world.ours)
    page = browser.get(reverse("admin:triggers_trigger_why"), {"visit": visit.pk}).content.decode()
    assert "Version 1, which is live." in page
    assert "Its draft is not looked at." in page
