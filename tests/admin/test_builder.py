"""What the builder asks the server, and what a saved rule may be."""

import json

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from chatdesk.triggers.actions import MEANINGS
from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Trigger
from chatdesk.visitors.models import PageView, Visit, Visitor
from tenants.models import Department
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of
from tests.admin.test_forms import trigger_form, triggers_of

READING = reverse("admin:triggers_trigger_reading")
SUGGESTIONS = reverse("admin:triggers_trigger_suggestions")


def read_back(browser, **asked):
    body = {"conditions": on_page("/reactors", seconds=20), "text": "Two circuits or three?", "site": ""} | asked
    return browser.post(READING, json.dumps(body), content_type="application/json")


def test_a_rule_is_read_back_in_words_as_a_bubble_and_by_its_tone(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    text = "Hello from {operator_name}, looking for {search_query|a reactor}?"
    said = read_back(browser, site=str(world.ours.site.id), text=text).json()
    assert "".join(part["text"] for part in said["words"]).startswith("When a visitor is on a page")
    assert (said["question"], said["person"]) == ("Hello from Marta, looking for a reactor?", "Marta")
    assert [one["good"] for one in said["remarks"]] == [False]


def test_what_is_wrong_is_said_with_its_place(world, sign_in) -> None:
    tree = {"group": "all", "of": [on_page("", seconds=1), {"fact": "page_url", "op": "is", "value": ""}]}
    said = read_back(sign_in(world.ours.admin.user), conditions=tree).json()
    assert said["problem"] == {"path": [1], "message": "Write what to compare with."}
    assert said["words"] == []


@pytest.mark.parametrize("stranger", ["sister", "foreign"])
def test_a_strangers_site_lends_neither_its_people_nor_its_traffic(stranger, world, sign_in) -> None:
    browser, theirs = sign_in(world.ours.admin.user), getattr(world, stranger).site.id
    assert read_back(browser, site=str(theirs)).json()["person"] == ""
    assert browser.get(SUGGESTIONS, {"site": theirs}).json() == {}


@pytest.mark.parametrize("body", ["", "[]", "null", "{}", '{"text": "x"}', "{" * 2_000, '"' + "x" * 200_000 + '"'])
def test_a_request_that_is_no_rule_is_refused(body, world, sign_in) -> None:
    answer = sign_in(world.ours.admin.user).post(READING, body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize("site", ["x", "-1", "1e3", "9" * 30, "²"])
def test_a_site_that_is_no_number_is_no_site(site, world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    assert read_back(browser, site=site).json()["person"] == ""
    assert browser.get(SUGGESTIONS, {"site": site}).json() == {}


def test_reading_takes_post_alone(world, sign_in) -> None:
    assert sign_in(world.ours.admin.user).get(READING).status_code == 405


def test_values_come_from_the_sites_own_traffic(world, sign_in) -> None:
    with tenant_scope(world.ours.id):
        visit = make_visit(world.ours, referrer="https://yandex.ru/search/?text=Reactor", landing="/?utm_campaign=May")
        for _ in range(2):
            PageView.objects.create(visit=visit, url="https://shop.example/cart?x=1", title="Cart", at=visit.last_at)
    offered = sign_in(world.ours.admin.user).get(SUGGESTIONS, {"site": world.ours.site.id}).json()
    assert offered["search_query"] == ["reactor"]
    assert offered["utm_campaign"] == ["May"]
    assert offered["page_url"] == ["/cart"]
    assert "Marta" in offered["last_operator"]


def make_visit(client, *, referrer: str, landing: str) -> Visit:
    visitor = Visitor.objects.create(site=client.site, token_hash=b"x" * 32, visits=1)
    now = visitor.created_at
    at = {"started_at": now, "last_at": now}
    return Visit.objects.create(
        visitor=visitor, number=1, referrer=referrer, landing_url=f"https://shop.example{landing}", **at
    )


def test_a_rule_that_cannot_be_read_is_refused_beside_its_field_and_place(world, sign_in) -> None:
    tree = {"group": "all", "of": [{"fact": "page_url", "op": "matches", "value": "(a"}]}
    page = sign_in(world.ours.admin.user).post(
        page_of(Trigger, "add"), trigger_form(world.ours.site, conditions=json.dumps(tree))
    )
    assert page.status_code == 200
    (error,) = page.context["adminform"].form.errors["conditions"]
    assert error.startswith("This is no pattern of RE2")
    assert 'data-wrong="[0]"' in page.content.decode()
    assert triggers_of(world.ours) == []


def test_the_list_says_when_each_rule_speaks(world, sign_in) -> None:
    with tenant_scope(world.ours.id):
        Trigger.objects.create(site=world.ours.site, name="x", text="x", conditions=on_page("/cart", seconds=7))
    page = sign_in(world.ours.admin.user).get(page_of(Trigger, "changelist")).content.decode()
    assert "for at least 7 seconds" in page


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"repeat": "visit"}, "It asks the same visitor once a visit."),
        ({"repeat": "visitor"}, "It asks the same visitor only once."),
        ({"repeat": "days", "repeat_days": "30"}, "It asks the same visitor once in 30 days."),
        ({"most_waiting": "0"}, "It is silent while anybody waits."),
        ({"most_waiting": "1"}, "It is silent while more than 1 visitor waits."),
        ({"most_waiting": "12"}, "It is silent while more than 12 visitors wait."),
        ({}, "It asks in the name of whoever would get the conversation."),
        ({"otherwise": "anybody"}, "It asks in the name of whoever would get the conversation."),
    ],
)
def test_limits_are_read_back(told, said, world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    assert said in read_back(browser, site=str(world.ours.site.id), limits=told).json()["limits"]


@pytest.mark.parametrize(
    ("otherwise", "said"),
    [
        ("silent", "It asks in the name of Marta. While they are away, it is silent."),
        ("anybody", "It asks in the name of Marta. While they are away, anybody of the site asks."),
    ],
)
def test_in_whose_name_it_asks_and_what_else_is_read_back(otherwise, said, world, sign_in) -> None:
    told = {"member": str(world.ours.marta.id), "otherwise": otherwise}
    read = read_back(sign_in(world.ours.admin.user), site=str(world.ours.site.id), limits=told).json()
    assert read["limits"] == f"It asks the same visitor once a visit. {said}"


def test_a_department_is_read_back_in_russian(world, sign_in) -> None:
    with tenant_scope(world.ours.id):
        sales = Department.objects.create(name="Продажи")
    browser = sign_in(world.ours.admin.user)
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "ru"
    told = {"department": str(sales.id), "member": str(world.ours.marta.id), "repeat": "days", "repeat_days": "2"}
    told |= {"most_waiting": "3"}
    said = read_back(browser, site=str(world.ours.site.id), limits=told).json()["limits"]
    assert said == (
        "Одного посетителя спрашивает раз в 2 дня. Молчит, пока ждёт больше 3 посетителей. "
        "Спрашивает от имени: Marta, иначе от имени кого-нибудь из отдела «Продажи». Пока их нет, правило молчит."
    )


@pytest.mark.parametrize("stranger", ["sister", "foreign"])
def test_a_stranger_is_not_named_in_the_limits(stranger, world, sign_in) -> None:
    told = {"member": str(getattr(world, stranger).marta.id)}
    said = read_back(sign_in(world.ours.admin.user), site=str(world.ours.site.id), limits=told).json()["limits"]
    assert said.endswith("It asks in the name of whoever would get the conversation.")


@pytest.mark.parametrize("limits", [[], "x", 1, {"repeat": [], "most_waiting": {}, "member": "9" * 30}])
def test_limits_of_a_wrong_shape_are_read_as_far_as_they_go(limits, world, sign_in) -> None:
    answer = read_back(sign_in(world.ours.admin.user), site=str(world.ours.site.id), limits=limits)
    assert answer.status_code == 200


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_form_says_of_every_action_what_the_visitor_sees(language, world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    page = browser.get(page_of(Trigger, "add")).content.decode()
    with translation.override(language):
        for action in Trigger.Action.values:
            assert f'<p data-meaning="{action}">{escape(str(MEANINGS[action]))}</p>' in page
    assert "action_meanings" in page
