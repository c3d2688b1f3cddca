"""The leak matrix over HTTP: every address × every person × everybody's ids. No mark of a stranger, no difference."""

import logging
from collections.abc import Iterable
from itertools import chain

import pytest

from tests.isolation import calls, inventory
from tests.isolation.browser import Answer, Browser, Call, difference
from tests.isolation.furnished import Marked, fingerprint
from tests.isolation.ids import label_of
from tests.isolation.marks import letters_in
from tests.isolation.people import REACH, SEATED

THOROUGH = {"anonymous", "client admin", "agency owner"}
"""Who goes through everything; the others have the same reach as one of these, and go through every page once."""


def public(call: Call) -> bool:
    """What the visitor door shows is meant for every browser on earth."""
    return call.path.startswith("w/")


def admitted(template: str) -> frozenset[str]:
    """Who gets the page with their own parameters."""
    if template in inventory.URLS:
        return inventory.URLS[template]
    page = inventory.ADMIN[label_of(template)]
    rest = template.split("/", 3)[3]
    return getattr(page, inventory.ADMIN_ADDRESSES[rest])


def sent_away(template: str, answer: Answer) -> bool:
    """With a refusal, to the login page, or from an admin page to the start: there is no such row for this seat."""
    target = answer.headers.get("Location", "")
    to_start = target == "/admin/" and template.startswith("admin/") and template != "admin/login/"
    return answer.status >= 400 or "/login/" in target or to_start


@pytest.mark.parametrize("person", REACH)
def test_everybody_gets_their_own_pages_and_no_other(marked: Marked, person: str) -> None:
    browser = Browser.of(marked, person)
    wrong = []
    for template, call in calls.own_pages(marked, person):
        answer = browser.send(call)
        if sent_away(template, answer) is (person in admitted(template)):
            wrong.append(f"{call}: {answer.status} {answer.headers.get('Location', '')}")
        assert answer.status < 500, call
        assert not answer.letters - REACH[person] or public(call), call
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("person", REACH)
def test_nobody_sees_or_moves_a_strangers_rows(
    marked: Marked, person: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    beyond = set("ABCNS") - REACH[person]
    before = fingerprint(marked, beyond)
    browser = Browser.of(marked, person)
    twins: dict[Call, Answer] = {}
    findings = []
    with caplog.at_level(logging.DEBUG):
        for call in tries(marked, person):
            findings += problems(browser, call, person, twins)
    assert not findings, "\n".join(findings)
    assert not letters_in(caplog.text + "".join(capfd.readouterr())) - REACH[person]
    assert fingerprint(marked, beyond) == before


def tries(marked: Marked, person: str) -> Iterable[Call]:
    """The person's part of the matrix."""
    if person in THOROUGH:
        return calls.all_calls(marked, person)
    return chain(calls.few_calls(marked, person), calls.bare())


def problems(browser: Browser, call: Call, person: str, twins: dict[str, Answer]) -> list[str]:
    """What is wrong with the answer to a call."""
    answer = browser.send(call)
    found = []
    if answer.status >= 500:
        found.append(f"{call}: {answer.status}")
    if calls.leak_in(answer.letters, person, call) and not public(call):
        found.append(f"{call}: shows {answer.letters}")
    if call.twin is not None and not public(call):
        key = str(call.twin)
        if key not in twins:
            twins[key] = browser.send(call.twin)
        told_apart = difference(answer.like(call.number), twins[key].like(call.twin.number))
        if told_apart:
            found.append(f"{call}: differs from a row that does not exist: {told_apart}")
    return found


@pytest.mark.parametrize("person", sorted(SEATED))
def test_a_seat_that_a_session_remembers_proves_nothing(marked: Marked, person: str) -> None:
    for stranger in calls.strangers(marked, person):
        browser = Browser.of(
            marked, person, admin_seat=f"client:{stranger.client.id}", desk_member=stranger.client.marta.id
        )
        for path in ("admin/", "admin/tenants/site/", "desk/"):
            assert not browser.send(Call("GET", path)).letters - REACH[person]
