"""A due set of its own for every test: a running worker may be claiming from the product's."""

import uuid

import pytest

from chatdesk.triggers import due


@pytest.fixture(autouse=True)
def own_due_set(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of the sorted set."""
    key = f"triggers:due:{uuid.uuid4().hex}"
    monkeypatch.setattr(due, "KEY", key)
    monkeypatch.setattr(due, "_cache", {})
    return key
