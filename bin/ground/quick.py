"""bin/check: what can be known in a minute, without a browser."""

from collections.abc import Sequence

from ground import checks, chromium
from ground.progress import Failure
from ground.suite import run_all


def run(arguments: Sequence[str]) -> int:
    if arguments:
        raise Failure("bin/check takes no arguments. Chosen tests: bin/test PATH…")
    return run_all(checks.fast_half, chromium.find())
