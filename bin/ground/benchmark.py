"""bin/bench: one benchmark on servers that nobody else uses."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ground import chromium
from ground.progress import Failure
from ground.suite import world
from ground.venv import CHECKOUT, PYTHON

_NAMES = ("delivery", "idle", "triggers", "visitors", "widget")


def run(arguments: Sequence[str]) -> int:
    """The benchmark's exit code; raises Failure when there is no such benchmark."""
    if not arguments or arguments[0] not in _NAMES:
        raise Failure(f"bin/bench {'|'.join(_NAMES)} [OPTION…]")
    with world(chromium.find()) as (_, told):
        told |= {"PYTHONPATH": os.pathsep.join((str(CHECKOUT), str(CHECKOUT / "bin")))}
        command: list[str | Path] = [PYTHON, "-m", f"bench.{arguments[0]}", *arguments[1:]]
        return subprocess.run(command, cwd=CHECKOUT, env=told, check=False).returncode
