"""Nothing for the workers."""

from collections.abc import Iterator

import pytest

from tests.queued import nothing_queued


@pytest.fixture(autouse=True)
def idle_workers() -> Iterator[None]:
    """They would do what the tests do themselves."""
    with nothing_queued():
        yield
