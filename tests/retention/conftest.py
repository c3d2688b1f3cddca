"""Nothing for the workers."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.queued import nothing_queued


@pytest.fixture(autouse=True)
def queued() -> Iterator[list[tuple[Any, ...]]]:
    """What would have gone to them."""
    with nothing_queued() as kept:
        yield kept
