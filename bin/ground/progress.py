"""What a command says while it works, and how it gives up."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Failure(Exception):
    """Something that the reader of the terminal can understand and mend; its text is all that is shown."""


def say(text: str = "") -> None:
    """One line, at once, even into a pipe."""
    print(text, flush=True)


def complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Show what is being done, then how long it took. Silent about its failure: that is told by who catches it."""
    say(f"  {title} …")
    started = time.monotonic()
    yield
    say(f"  {title}: {time.monotonic() - started:.1f} s")
