"""The leak matrix over background work."""

from collections.abc import Iterator

import pytest

from tests.isolation import errands, inventory
from tests.isolation.furnished import Marked, make_marked
from tests.isolation.marks import letters_in
from tests.isolation.receiver import Receiver, listening
from tests.isolation.registries import tasks


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Where webhooks go."""
    with listening() as receiver:
        yield receiver


@pytest.fixture
def busy(database: None, receiver: Receiver) -> Marked:
    """A marked world in which every client has work waiting."""
    marked = make_marked(receiver=receiver.address)
    errands.prepare(marked)
    return marked


def test_a_clients_task_reaches_nothing_of_another_client(busy: Marked, receiver: Receiver) -> None:
    assert errands.findings(busy, receiver) == []
    assert letters_in("".join(receiver.heard)) == {"A"}, "ours was delivered"


def test_housekeeping_hands_on_numbers_and_no_texts(busy: Marked) -> None:
    with errands.nothing_queued() as queued:
        for name in (name for name, kind in inventory.TASKS.items() if kind == "housekeeping"):
            tasks()[name]()
    assert {name for name, *_ in queued} >= {"crm_sync.tasks.deliver", "chatdesk.conversations.tasks.finish_silent"}
    assert not letters_in(str(queued))
    assert all(isinstance(arguments[0], int) for _, arguments, _ in queued)


def test_every_client_task_takes_the_client_first() -> None:
    assert errands.STRANGERS_OBJECTS.keys() == {name for name, kind in inventory.TASKS.items() if kind == "client"}
