"""A due set of its own for every test, and nothing for the workers: one may be running on the same Redis."""

import uuid
from collections.abc import Iterator

import pytest

from chatdesk.triggers import due
from tests.queued import nothing_queued


@pytest.fixture(autouse=True)
def own_due_set(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of the sorted set."""
    key = f"triggers:due:{uuid.uuid4().hex}"
    monkeypatch.setattr(due, "KEY", key)
    monkeypatch.setattr(due, "_cache", {})
    with nothing_queued():
        yield key
