"""The leak matrix over background work."""

from collections.abc import Iterator

import pytest
from django.core import mail

from tests.isolation import errands, inventory
from tests.isolation.furnished import Marked, fingerprint, make_marked
from tests.isolation.marks import letters_in
from tests.isolation.receiver import Receiver, listening
from tests.isolation.registries import tasks
from tests.queued import nothing_queued


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
    with nothing_queued() as queued:
        for name in (name for name, kind in inventory.TASKS.items() if kind == "housekeeping"):
            tasks()[name]()
    assert {name for name, *_ in queued} >= {"crm_sync.tasks.deliver", "chatdesk.conversations.tasks.finish_silent"}
    assert not letters_in(str(queued))
    assert all(isinstance(arguments[0], int) for _, arguments, _ in queued)


def test_mail_about_an_account_reaches_no_client(busy: Marked) -> None:
    person = busy.ours.client.marta.user
    person.refresh_from_db()
    before = fingerprint(busy, set(busy.all))
    for name, arguments in errands.PERSONS_ERRANDS.items():
        tasks()[name](*arguments(person))
    assert fingerprint(busy, set(busy.all)) == before
    assert [message.to for message in mail.outbox] == [[person.email]] * len(errands.PERSONS_ERRANDS)
    assert not letters_in("".join(message.subject + message.body for message in mail.outbox))


def test_every_task_has_its_errand() -> None:
    for errand, wanted in ((errands.STRANGERS_OBJECTS, "client"), (errands.PERSONS_ERRANDS, "person")):
        assert errand.keys() == {name for name, kind in inventory.TASKS.items() if kind == wanted}
