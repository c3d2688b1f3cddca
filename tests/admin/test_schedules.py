"""Days and hours of a rule: in its form, read back, in the time machine, and as the reason of its silence."""

import json
from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Trigger
from chatdesk.visitors.models import Visit, Visitor
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of
from tests.admin.test_builder import read_back
from tests.admin.test_forms import trigger_form, triggers_of
from tests.admin.test_time_machine import REPLAY, outcome, visited

OFFICE = {"weekdays": ["1", "2", "3", "4", "5"], "from_time": "09:00", "until_time": "18:00"}
NIGHT = {"weekdays": ["5"], "from_time": "22:00", "until_time": "02:00", "last_day": "2027-01-31"}


def add(browser, world, **changes: object):
    return browser.post(page_of(Trigger, "add"), trigger_form(world.ours.site, **changes))


def test_days_and_hours_are_saved_and_come_back_into_the_form(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    assert add(browser, world, **NIGHT).status_code == 302
    (made,) = triggers_of(world.ours)
    assert (made.weekdays, made.from_time, made.until_time) == ("5", time(22), time(2))
    assert (made.first_day, made.last_day) == (None, date(2027, 1, 31))
    page = browser.get(page_of(Trigger, "change", made.pk)).content.decode()
    for value in ('value="22:00"', 'value="02:00"', 'value="2027-01-31"'):
        assert value in page


def test_a_rule_without_days_and_hours_asks_always(world, sign_in) -> None:
    add(sign_in(world.ours.admin.user), world)
    (made,) = triggers_of(world.ours)
    assert (made.weekdays, made.from_time, made.last_day) == ("1234567", None, None)


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"from_time": "09:00"}, "until_time", "Write both hours, or none."),
        ({"until_time": "09:00"}, "from_time", "Write both hours, or none."),
        ({"from_time": "09:00", "until_time": "09:00"}, "until_time", "It would end when it begins."),
        ({"from_time": "25:00", "until_time": "09:00"}, "from_time", "Enter a valid time."),
        ({"first_day": "2026-02-30"}, "first_day", "Enter a valid date."),
        ({"first_day": "2026-12-02", "last_day": "2026-12-01"}, "last_day", "The last day comes before the first."),
        (
            {"weekdays": ["1"], "first_day": "2026-11-28", "last_day": "2026-11-29"},
            "weekdays",
            "None of these days lies between",
        ),
        ({"weekdays": ["8"]}, "weekdays", "Select a valid choice."),
        ({"weekdays": ["12"]}, "weekdays", "Select a valid choice."),
    ],
)
def test_times_that_never_come_are_refused_beside_their_field(change, field, says, world, sign_in) -> None:
    answer = add(sign_in(world.ours.admin.user), world, **change)
    assert answer.status_code == 200
    assert says in answer.context["adminform"].form.errors[field][0]
    assert triggers_of(world.ours) == []


def test_they_are_read_back_in_words_with_the_clock_that_counts(world, sign_in) -> None:
    browser, site = sign_in(world.ours.admin.user), str(world.ours.site.id)
    zone = world.ours.tenant.time_zone
    said = read_back(browser, site=site, schedule=OFFICE).json()["times"]
    assert said == f"It asks only at these times: Monday–Friday, 09:00–18:00; by the clock of {zone}."
    said = read_back(browser, site=site, schedule=NIGHT).json()["times"]
    assert said.startswith("It asks only at these times: Friday, 22:00–02:00 of the next day, until Jan. 31, 2027;")
    assert read_back(browser, site=site, schedule={"weekdays": []}).json()["times"] == ""
    assert read_back(browser, site=site).json()["times"] == ""


@pytest.mark.parametrize(
    ("schedule", "says"),
    [
        ({"from_time": "9"}, "From: Enter a valid time."),
        ({"from_time": "09:00"}, "Until: Write both hours, or none."),
        ([], "These are no days and hours."),
        ({"from_time": 9}, "These are no days and hours."),
        ({"weekdays": {"1": 2}}, "These are no days and hours."),
        ({"weekdays": [[1]]}, "Days of the week: Select a valid choice. [1] is not one of the available choices."),
    ],
)
def test_what_is_wrong_with_them_is_said_while_they_are_written(schedule, says, world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    assert read_back(browser, schedule=schedule).json()["times"] == says
    body = {"conditions": on_page("", seconds=0), "site": str(world.ours.site.id), "schedule": schedule}
    answer = browser.post(REPLAY, json.dumps(body), content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (400, says)


def test_the_time_machine_keeps_to_them(world, sign_in, mailroom) -> None:
    visited(world.ours)
    day = str((timezone.now() - timedelta(days=1)).isoweekday())
    browser, rule = sign_in(world.ours.admin.user), on_page("/reactors", seconds=30)
    other_days = {"weekdays": sorted(set("1234567") - {day, str(int(day) % 7 + 1), str((int(day) - 2) % 7 + 1)})}
    assert outcome(browser, world.ours, rule, mailroom, schedule=other_days)["invited"] == 0
    assert outcome(browser, world.ours, rule, mailroom, schedule={"weekdays": list("1234567")})["invited"] == 1


def test_a_rule_outside_its_hours_says_so_and_when_it_asks_again(world, sign_in) -> None:
    now = timezone.now()
    with tenant_scope(world.ours.id):
        rule = {"site": world.ours.site, "text": "Two?", "conditions": on_page("", seconds=0)}
        Trigger.objects.create(name="over", last_day=now.date() - timedelta(days=3), **rule)
        hours = {"from_time": time(9), "until_time": time(18)}
        Trigger.objects.create(name="soon", first_day=now.date() + timedelta(days=3), **hours, **rule)
        visitor = Visitor.objects.create(site=world.ours.site, token_hash=b"x" * 32, visits=1)
        page = {"page_url": "https://shop.example/", "page_at": now, "started_at": now, "last_at": now}
        visit = Visit.objects.create(visitor=visitor, number=1, **page)
    answer = sign_in(world.ours.admin.user).get(reverse("admin:triggers_trigger_why"), {"visit": visit.pk})
    page = answer.content.decode()
    assert page.count("It asks only at these times:") == 2
    assert page.count("The next time begins:") == 1
