"""Nothing for the workers, and nobody who guessed before."""

from collections.abc import Iterator

import pytest

from tests.queued import nothing_queued
from widget import letters


@pytest.fixture(autouse=True)
def no_guesses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Counts from nought."""
    monkeypatch.setattr(letters, "guesses", letters.Guesses())
    with nothing_queued():
        yield
