"""Programs end with the command that started them, however either of them behaves."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ground.identity import Identity
from ground.places import Places
from ground.processes import clear_strays, start, stop, wait_until
from ground.progress import Failure
from ground.readiness import refuse_ended

_BIN = Path(__file__).parents[2] / "bin"
_PARENT = (
    "import sys, time; sys.path.insert(0, sys.argv[1]);"
    " from pathlib import Path; from ground.processes import start;"
    " here = Path(sys.argv[2]); start('child', sys.argv[3:], folder=here, environment={}, working=here);"
    " time.sleep(600)"
)


def test_stopping_kills_the_whole_group_of_a_program_that_will_not_end(
    places: Places, stubborn: list[str], members: Callable[[], list[int]]
) -> None:
    program = start("worker", stubborn, folder=places.home, environment={}, working=places.checkout)
    assert wait_until(lambda: len(members()) == 2, 10)
    stop([program], patience=0.2)
    assert wait_until(lambda: not any(map(Identity.of, members())), 10)


def test_a_program_receives_sigterm_when_its_starter_is_killed(places: Places) -> None:
    parent = _parent(places, [sys.executable, "-c", "import time; time.sleep(600)"])
    child = _recorded(places, "child")
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not child.lives(), 10)


def test_the_next_start_ends_what_outlived_a_killed_one(
    places: Places, stubborn: list[str], members: Callable[[], list[int]]
) -> None:
    parent = _parent(places, stubborn)
    assert wait_until(lambda: len(members()) == 2, 10)
    parent.kill()
    parent.wait()
    assert clear_strays(places.home, patience=0.2) == ["child"]
    assert not any(map(Identity.of, members()))


def test_children_that_outlived_their_leader_are_ended_too(
    places: Places, stubborn: list[str], members: Callable[[], list[int]]
) -> None:
    program = start("worker", stubborn, folder=places.home, environment={}, working=places.checkout)
    assert wait_until(lambda: len(members()) == 2, 10)
    os.kill(program.process.pid, signal.SIGKILL)
    program.process.wait()
    assert clear_strays(places.home, patience=0.2) == ["worker"]
    assert not any(map(Identity.of, members()))


def test_a_stranger_with_a_recorded_number_is_left_alone(places: Places, stranger: subprocess.Popen[bytes]) -> None:
    (places.home / "run").mkdir()
    (places.home / "run" / "desk.pid").write_text(f"{stranger.pid} another-boot:1")
    assert clear_strays(places.home) == []
    assert stranger.poll() is None


def test_a_program_that_ends_by_itself_is_told_with_the_end_of_its_log(places: Places) -> None:
    command = [sys.executable, "-c", "print('no such table'); raise SystemExit(3)"]
    program = start("desk", command, folder=places.home, environment={}, working=places.checkout)
    program.process.wait()
    with pytest.raises(Failure, match=r"desk ended with code 3[\s\S]*no such table"):
        refuse_ended([program])


def _parent(places: Places, command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _PARENT, str(_BIN), str(places.home), *command])


def _recorded(places: Places, name: str) -> Identity:
    record = places.home / "run" / f"{name}.pid"
    assert wait_until(lambda: record.exists() and bool(Identity.parse(record.read_text())), 10)
    identity = Identity.parse(record.read_text())
    assert identity
    return identity
