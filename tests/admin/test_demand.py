"""The page that says what is not asked about."""

import json
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from chatdesk.conversations.models import Conversation, Message
from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Invitation, Trigger
from chatdesk.visitors.models import Visit
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of
from tests.admin.test_time_machine import visited

MINUTE = timedelta(minutes=1)
DEMAND = reverse("admin:triggers_trigger_demand")


def test_searches_without_a_question_lead_to_a_rule_that_begins_with_them(world, sign_in) -> None:
    for _ in range(2):
        visited(world.ours, referrer="https://yandex.ru/search/?text=two+circuits")
        visited(world.sister, referrer="https://yandex.ru/search/?text=hush-hush")
    browser = sign_in(world.ours.admin.user)
    page = browser.get(DEMAND).content.decode()
    assert "two circuits" in page
    assert "hush" not in page
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


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            ["with a greeting for everybody only: 2 · 100 %", "that only greet: 1 · 50 %", "without a word: 1 · 50 %"],
        ),
        ("ru", ["только общее приветствие: 2 · 100 %", "одни приветствия: 1 · 50 %", "ушли молча: 1 · 50 %"]),
    ],
)
def test_a26_b07_the_share_of_greetings_and_of_windows_left_in_silence_is_reported(
    language, lines, world, sign_in
) -> None:
    greeting = rule_of(world.ours)
    for text in ("Hello! Can I help you?", "Two or three?"):
        visited(world.ours)
        opened(world.ours, greeting, text)
    visited(world.sister)
    browser = sign_in(world.ours.admin.user)
    page = browser.get(DEMAND, headers={"accept-language": language}).content.decode()
    told = re.sub(r"</dt>\s*<dd>", ": ", page)
    assert [line for line in lines if line not in told] == []


def rule_of(client) -> Trigger:
    with tenant_scope(client.id):
        return Trigger.objects.create(site=client.site, name="Everybody", text="x", conditions=on_page("", seconds=5))


def opened(client, rule: Trigger, text: str) -> None:
    """The latest visitor was asked and opened the window; whoever was asked something wrote."""
    now = timezone.now()
    with tenant_scope(client.id):
        visit = Visit.objects.latest("id")
        Visit.objects.filter(id=visit.pk).update(window_opened_at=now, last_at=now)
        Invitation.objects.create(trigger=rule, visit=visit, member=client.marta, text=text, shown_at=now)
        if text.endswith("three?"):
            talk = Conversation.objects.create(
                site=client.site, visitor=visit.visitor, visit=visit, opened_at=now, last_at=now
            )
            Message.objects.create(
                conversation=talk, seq=1, client_id="x", kind=0, sender=1, body="Two", created_at=now + MINUTE
            )
