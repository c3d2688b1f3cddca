"""Locks tell who holds them and vanish with their holder."""

import subprocess
import sys
from pathlib import Path

import pytest

from ground import locks

_BIN = Path(__file__).parents[2] / "bin"
_HOLDER = (
    "import sys, time; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from ground import locks\n"
    "with locks.at_once(Path(sys.argv[2]), 'http://localhost:8000/desk/'):\n"
    "    print('held', flush=True); time.sleep(600)"
)


def test_a_second_holder_is_refused_and_told_the_note_until_the_first_is_killed(tmp_path: Path) -> None:
    lock = tmp_path / "dev.lock"
    holder = subprocess.Popen([sys.executable, "-c", _HOLDER, _BIN, lock], stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(locks.Taken) as taken, locks.at_once(lock, "second"):
        pass
    assert taken.value.note == "http://localhost:8000/desk/"
    holder.kill()
    holder.communicate()
    with locks.at_once(lock, "third"):
        assert lock.read_text() == "third"
