"""Each lock holds alone; without both the matrix finds leaks, or it would be blind."""

from collections.abc import Iterator
from itertools import islice

import pytest
from asgiref.sync import async_to_sync

from tests.isolation import calls, errands, talkers
from tests.isolation.browser import Browser
from tests.isolation.furnished import Marked, fingerprint, make_marked
from tests.isolation.locks import first_lock_off, second_lock_off
from tests.isolation.people import REACH
from tests.isolation.receiver import Receiver, listening

PEOPLE = {"client admin": 1, "agency owner": 3}
"""Who goes through every call, or through one in so many."""
OPERATORS_FRAMES = ("open", "take", "hand_over", "sync", "message")
VISITORS_FRAMES = ("sync", "invitation")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Where webhooks go."""
    with listening() as receiver:
        yield receiver


@pytest.fixture
def victim(database: None, receiver: Receiver) -> Marked:
    """A marked world of its own: without locks it will be damaged."""
    return make_marked(receiver=receiver.address)


def over_http(marked: Marked, person: str, every: int) -> list[str]:
    """Leaks and damage through the pages, in a quick cut through the matrix: each call, or one in so many."""
    beyond = set("ABCNS") - REACH[person]
    before = fingerprint(marked, beyond)
    browser = Browser.of(marked, person)
    found = [
        str(call)
        for call in islice(calls.few_calls(marked, person), 0, None, every)
        if not call.path.startswith("w/") and calls.leak_in(browser.send(call).letters, person, call)
    ]
    return found if fingerprint(marked, beyond) == before else [*found, "moved a stranger's rows"]


async def over_sockets(marked: Marked) -> list[str]:
    """Leaks through the frames of an operator and of a visitor."""
    found = []
    for t in OPERATORS_FRAMES:
        found += await talkers.operator_findings(marked, "operator", t)
    for t in VISITORS_FRAMES:
        found += await talkers.visitor_findings(marked, t)
    return found


def everywhere(marked: Marked, receiver: Receiver, *, every: int = 1) -> dict[str, list[str]]:
    """Leaks by way."""
    found = {person: over_http(marked, person, every * share) for person, share in PEOPLE.items()}
    found["sockets"] = async_to_sync(over_sockets)(marked)
    errands.prepare(marked)
    return found | {"tasks": errands.findings(marked, receiver)}


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_row_level_security_holds_without_the_managers(victim: Marked, receiver: Receiver) -> None:
    with first_lock_off():
        found = everywhere(victim, receiver)
    assert not any(found.values()), found


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_managers_hold_without_row_level_security(victim: Marked, receiver: Receiver) -> None:
    with second_lock_off():
        found = everywhere(victim, receiver)
    assert not any(found.values()), found


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_without_both_locks_the_matrix_finds_leaks_on_every_way(victim: Marked, receiver: Receiver) -> None:
    with first_lock_off(), second_lock_off():
        found = everywhere(victim, receiver, every=3)
    assert all(found.values()), {way: len(leaks) for way, leaks in found.items()}
    assert len(found["client admin"]) > 15, "nearly every page shows something"
