"""The marked world, made once: nobody who asks may alter what is not theirs, and every test checks that."""

from collections.abc import Iterator

import pytest

from tests.isolation.furnished import Marked, fingerprint, make_marked


@pytest.fixture(scope="session")
def marked(database: None) -> Marked:
    """Three clients with marks in all of their texts."""
    return make_marked()


@pytest.fixture
def untouched(marked: Marked) -> Iterator[None]:
    """The foreign client's rows are the same afterwards."""
    before = fingerprint(marked, {"B", "S"})
    yield
    assert fingerprint(marked, {"B", "S"}) == before
