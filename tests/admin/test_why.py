"""Why was this visitor not invited? (A25)"""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Trigger
from chatdesk.visitors.models import Visit, Visitor
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of

WHY = reverse("admin:triggers_trigger_why")


def visit_of(client, *, ago: timedelta = timedelta(), **fields: object) -> Visit:
    """A visit whose page was opened so long ago."""
    at = timezone.now() - ago
    with tenant_scope(client.id):
        visitor = Visitor.objects.create(site=client.site, token_hash=uuid.uuid4().bytes * 2, visits=1)
        times = {"started_at": at, "last_at": at, "page_at": at}
        return Visit.objects.create(
            visitor=visitor, number=1, page_url="https://shop.example/reactors/7", **times, **fields
        )


def rule(client, name: str, conditions, **fields: object) -> Trigger:
    with tenant_scope(client.id):
        return Trigger.objects.create(site=client.site, name=name, text="Two?", conditions=conditions, **fields)


def read(browser, visit: Visit) -> str:
    """The page as plain text."""
    answer = browser.get(WHY, {"visit": visit.id})
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_each_rule_says_what_it_saw_and_what_it_thinks(world, sign_in) -> None:
    rule(world.ours, "Reactor pages", on_page("/reactors", seconds=1))
    rule(world.ours, "Cart", on_page("/cart", seconds=1))
    page = read(sign_in(world.ours.admin.user), visit_of(world.ours, ago=timedelta(seconds=20)))
    assert "Reactor pages Nobody is at the desk in whose name it could ask." in page
    assert "Cart Its conditions are not true." in page
    assert escape("not true: is on a page whose address contains “/cart” saw https://shop.example/reactors/7") in page
    assert "true: has been on the page for at least 1 seconds saw 20 seconds" in page
    assert "The visit goes on" in page


@pytest.mark.parametrize(("fields", "reason"), [({"uninvitable": True}, "closed an invitation: this visit gets no")])
def test_what_keeps_a_true_rule_silent_is_said(fields, reason, world, sign_in) -> None:
    rule(world.ours, "Reactor pages", on_page("/reactors", seconds=1))
    page = read(sign_in(world.ours.admin.user), visit_of(world.ours, ago=timedelta(seconds=20), **fields))
    assert reason in page


def test_a_visit_of_last_week_is_seen_as_it_was(world, sign_in) -> None:
    rule(world.ours, "At once", on_page("/reactors", seconds=0))
    page = read(sign_in(world.ours.admin.user), visit_of(world.ours, ago=timedelta(days=7)))
    assert "The visit is over" in page
    assert "At once It asks" in page


def test_a_site_without_rules_says_so(world, sign_in) -> None:
    assert "Write the first question" in read(sign_in(world.ours.admin.user), visit_of(world.ours))


def test_the_page_of_a_visit_leads_here(world, sign_in) -> None:
    visit = visit_of(world.ours)
    page = sign_in(world.ours.admin.user).get(page_of(Visit, "change", visit.id)).content.decode()
    assert f"{WHY}?visit={visit.id}" in page


@pytest.mark.parametrize("stranger", ["sister", "foreign"])
def test_a_strangers_visit_is_not_there(stranger, world, sign_in) -> None:
    visit = visit_of(getattr(world, stranger))
    assert sign_in(world.ours.admin.user).get(WHY, {"visit": visit.id}).status_code == 404


@pytest.mark.parametrize("visit", ["", "x", "-1", "9" * 30, "1000000000007"])
def test_what_is_no_visit_is_not_found(visit, world, sign_in) -> None:
    assert sign_in(world.ours.admin.user).get(WHY, {"visit": visit}).status_code == 404


def test_an_agency_sees_its_clients_visits(world, sign_in) -> None:
    rule(world.ours, "Reactor pages", on_page("/reactors", seconds=1))
    assert "Reactor pages" in read(sign_in(world.owner), visit_of(world.ours))
