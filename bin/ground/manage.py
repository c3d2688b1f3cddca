"""Runs a management command to its end."""

import subprocess

from ground.environment import Environment
from ground.progress import Failure
from ground.venv import CHECKOUT, PYTHON


def manage(*arguments: str, environment: Environment) -> str:
    """What the command printed; raises Failure with it when the command failed."""
    return run_module("manage.py", *arguments, environment=environment)


def run_module(*arguments: str, environment: Environment) -> str:
    """The same for anything that is started as ``python …`` in the checkout."""
    done = subprocess.run(
        [PYTHON, *arguments],
        cwd=CHECKOUT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Failure(f"{' '.join(arguments)} failed:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return done.stdout
