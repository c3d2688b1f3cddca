"""The page that says what is not asked about."""

import json
import re
from urllib.parse import parse_qs, urlsplit

from django.urls import reverse
from django.utils.html import escape

from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Trigger
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of
from tests.admin.test_time_machine import visited

DEMAND = reverse("admin:triggers_trigger_demand")


def test_searches_without_a_question_lead_to_a_rule_that_begins_with_them(world, sign_in) -> None:
    for _ in range(2):
        visited(world.ours, referrer="https://yandex.ru/search/?text=two+circuits")
        visited(world.sister, referrer="https://yandex.ru/search/?text=secret")
    browser = sign_in(world.ours.admin.user)
    page = browser.get(DEMAND).content.decode()
    assert "two circuits" in page
    assert "secret" not in page
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*conditions=[^"]*)"', page)]
    wanted = [json.loads(parse_qs(urlsplit(link).query)["conditions"][0]) for link in links]
    assert {"fact": "search_query", "op": "contains", "value": "two circuits"} in [tree["of"][0] for tree in wanted]
    form = browser.get(links[0])
    assert form.status_code == 200
    assert escape('"two circuits"') in form.content.decode()


def test_what_a_rule_asks_about_is_not_listed(world, sign_in) -> None:
    for _ in range(2):
        visited(world.ours)
    with tenant_scope(world.ours.id):
        Trigger.objects.create(
            site=world.ours.site, name="x", text="x", conditions=on_page("/reactors", seconds=5), branches=[]
        )
    assert (
        "Every visit that came for something was asked" in sign_in(world.ours.admin.user).get(DEMAND).content.decode()
    )


def test_an_agency_sees_all_its_clients_sites_and_no_other(world, sign_in) -> None:
    page = sign_in(world.owner).get(DEMAND).content.decode()
    assert escape(world.ours.tenant.name) in page
    assert escape(world.sister.tenant.name) in page
    assert escape(world.foreign.tenant.name) not in page


def test_the_list_of_rules_leads_here(world, sign_in) -> None:
    assert DEMAND in sign_in(world.ours.admin.user).get(page_of(Trigger, "changelist")).content.decode()
