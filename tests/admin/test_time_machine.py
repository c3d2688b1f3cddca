"""What a draft would have done with the visits of the last week."""

import json
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chatdesk.celery import app
from chatdesk.triggers import runs
from chatdesk.triggers.engine.conditions import on_page
from chatdesk.visitors.models import PageView, Visit, Visitor
from tenants.scope import tenant_scope

REPLAY = reverse("admin:triggers_trigger_replay")
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def visited(client, *, days: int = 1, user_agent: str = "", referrer: str = "") -> None:
    """Somebody looked at a reactor for a minute, then at the cart."""
    at = timezone.now() - timedelta(days=days)
    with tenant_scope(client.id):
        visitor = Visitor.objects.create(site=client.site, token_hash=uuid.uuid4().bytes * 2, visits=1)
        times = {"started_at": at, "last_at": at, "page_at": at}
        visit = Visit.objects.create(visitor=visitor, number=1, user_agent=user_agent, referrer=referrer, **times)
        PageView.objects.create(visit=visit, url="https://shop.example/reactors/7", at=at)
        PageView.objects.create(visit=visit, url="https://shop.example/cart", at=at + timedelta(minutes=1))


def start(browser, client, conditions, **more):
    body = json.dumps({"conditions": conditions, "site": str(client.site.id)} | more)
    return browser.post(REPLAY, body, content_type="application/json")


def outcome(browser, client, conditions, mailroom, **more) -> dict:
    """Starts it, lets the worker do it, and reads what came of it."""
    run = start(browser, client, conditions, **more).json()["run"]
    for name, args, _options in list(mailroom.queued):
        app.tasks[name](*args)
    mailroom.queued.clear()
    return browser.get(REPLAY, {"site": client.site.id, "run": run}).json()["outcome"]


def test_the_visits_of_a_week_are_counted_without_machines_and_older_ones(world, sign_in, mailroom) -> None:
    for days in (1, 2, 8):
        visited(world.ours, days=days)
    visited(world.ours, user_agent=GOOGLEBOT)
    visited(world.sister)
    found = outcome(sign_in(world.ours.admin.user), world.ours, on_page("/reactors", seconds=30), mailroom)
    assert (found["visits"], found["invited"], found["newly"], sum(found["hours"])) == (2, 2, 2, 2)
    found = outcome(sign_in(world.ours.admin.user), world.ours, on_page("/reactors", seconds=90), mailroom)
    assert (found["visits"], found["invited"]) == (2, 0)


def test_what_is_known_of_a_visit_counts(world, sign_in, mailroom) -> None:
    visited(world.ours, referrer="https://yandex.ru/search/?text=reactor")
    visited(world.ours)
    searchers = {"group": "all", "of": [{"fact": "search_query", "op": "contains", "value": "reactor"}]}
    found = outcome(sign_in(world.ours.admin.user), world.ours, searchers, mailroom)
    assert (found["visits"], found["invited"]) == (2, 1)


def test_the_visits_are_shown_one_by_one_with_what_they_would_have_been_asked(world, sign_in, mailroom) -> None:
    visited(world.ours, days=2)
    visited(world.ours, referrer="https://yandex.ru/search/?text=quiet+reactor")
    browser = sign_in(world.ours.admin.user)
    text = "{operator_name}: looking for {search_query|a reactor} in {city|your town}?"
    found = outcome(browser, world.ours, on_page("/reactors", seconds=30), mailroom, text=text)
    searched, other = found["examples"]
    assert (searched["source"], searched["query"], searched["page"]) == (
        *("search", "quiet reactor"),
        "https://shop.example/reactors/7",
    )
    assert searched["text"].endswith(": looking for quiet reactor in your town?")
    assert other["text"].endswith(": looking for a reactor in your town?")
    page = browser.get(reverse("admin:triggers_trigger_why"), {"visit": searched["visit"]})
    assert page.status_code == 200


@pytest.mark.parametrize("text", ["", "Looking for {search_query}?", "x" * 5_000, "{nobody|x}"])
def test_a_question_that_cannot_be_asked_yet_is_left_out(text, world, sign_in, mailroom) -> None:
    visited(world.ours)
    found = outcome(sign_in(world.ours.admin.user), world.ours, on_page("", seconds=0), mailroom, text=text)
    (example,) = found["examples"]
    assert len(example["text"]) <= 300
    assert "{" not in example["text"]


def test_of_many_visits_twenty_are_shown(world, sign_in, mailroom) -> None:
    for _ in range(22):
        visited(world.ours)
    found = outcome(sign_in(world.ours.admin.user), world.ours, on_page("", seconds=0), mailroom)
    assert (found["invited"], len(found["examples"])) == (22, 20)


def test_a_site_without_visits_has_nothing_to_tell(world, sign_in, mailroom) -> None:
    found = outcome(sign_in(world.ours.admin.user), world.ours, on_page("", seconds=0), mailroom)
    assert (found["visits"], found["invited"]) == (0, 0)


def test_one_run_at_a_time(world, sign_in, mailroom) -> None:
    browser = sign_in(world.ours.admin.user)
    assert start(browser, world.ours, on_page("", seconds=0)).status_code == 200
    assert start(browser, world.ours, on_page("", seconds=0)).status_code == 409
    assert start(sign_in(world.sister.admin.user), world.sister, on_page("", seconds=0)).status_code == 200


def test_a_run_that_fails_says_so_and_frees_the_machine(world, sign_in, mailroom, monkeypatch) -> None:
    browser = sign_in(world.ours.admin.user)
    run = start(browser, world.ours, on_page("", seconds=0)).json()["run"]
    ((name, args, _options),) = mailroom.queued
    with pytest.raises(ValueError, match="group"):
        app.tasks[name](args[0], args[1], args[2], {"group": "most"}, 7)
    assert browser.get(REPLAY, {"site": world.ours.site.id, "run": run}).json()["outcome"] == {"failed": True}
    assert start(browser, world.ours, on_page("", seconds=0)).status_code == 200


@pytest.mark.parametrize("tree", [None, {"group": "all"}, on_page("x" * 400, seconds=0)])
def test_conditions_that_cannot_be_read_are_refused(tree, world, sign_in, mailroom) -> None:
    answer = start(sign_in(world.ours.admin.user), world.ours, tree)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert mailroom.queued == []


@pytest.mark.parametrize("stranger", ["sister", "foreign"])
def test_a_strangers_site_and_a_strangers_run_are_not_there(stranger, world, sign_in, mailroom) -> None:
    other = getattr(world, stranger)
    browser = sign_in(world.ours.admin.user)
    assert start(browser, other, on_page("", seconds=0)).status_code == 404
    run = runs.begin(other.id)
    assert browser.get(REPLAY, {"site": world.ours.site.id, "run": run}).status_code == 404
    assert browser.get(REPLAY, {"site": other.site.id, "run": run}).status_code == 404
    assert mailroom.queued == []
