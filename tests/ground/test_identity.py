"""A process is known by its number and its moment of birth."""

import os
import subprocess
import sys

import pytest

from ground.identity import Identity


def test_a_living_process_is_recognised_from_its_record(stranger: subprocess.Popen[bytes]) -> None:
    record = str(Identity.of(stranger.pid))
    assert Identity.parse(record) == Identity.of(stranger.pid)


def test_a_stranger_that_got_the_number_of_a_dead_process_is_not_taken_for_it(
    stranger: subprocess.Popen[bytes],
) -> None:
    dead = Identity(stranger.pid, "another-boot:1")
    assert not dead.lives()
    assert not dead.leads_survivors()


def test_the_remains_of_an_ended_process_do_not_live() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    assert Identity.of(ended.pid) is None
    ended.wait()


@pytest.mark.parametrize("text", ["", "\n", "12", "12 ", "dog 5"])
def test_a_record_that_a_cut_left_unfinished_names_nobody(text: str) -> None:
    assert Identity.parse(text) is None
