"""Folders: sockets stay addressable in any checkout, nobody else's folder is trusted."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ground.places import Places, annex_of
from ground.progress import Failure
from ground.server_user import ServerUser

_LONGEST_ADDRESS = 107  # bytes, of a Unix socket on Linux


@pytest.fixture
def annex(places: Places) -> Iterator[Path]:
    folder = annex_of(places.checkout)
    yield folder
    if folder.is_symlink():
        folder.unlink()


@pytest.mark.parametrize("name", ["a b", "a,b", "a%20b", "длинно", "x" * 100])
def test_sockets_of_an_awkward_checkout_lie_outside_of_it(places: Places, name: str) -> None:
    checkout = places.checkout / name
    checkout.mkdir()
    awkward = Places(checkout)
    awkward.prepare()
    folder = awkward.for_sockets("pg", None)
    assert checkout not in folder.parents
    assert len(os.fsencode(folder / ".s.PGSQL.5432.lock")) <= _LONGEST_ADDRESS
    assert folder.stat().st_mode & 0o077 == 0
    _remove(awkward)


def test_data_stay_in_the_checkout_for_who_can_enter_it(places: Places) -> None:
    assert places.for_server("valkey", None) == places.home / "valkey"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts servers as somebody else")
def test_data_lie_outside_when_the_server_may_not_enter_the_checkout(places: Places) -> None:
    places.checkout.chmod(0o700)
    user = ServerUser.needed()
    assert user
    folder = places.for_server("postgres", user)
    assert places.checkout not in folder.parents
    assert folder.stat().st_uid == user.uid
    assert folder.stat().st_mode & 0o077 == 0


def test_an_annex_that_somebody_prepared_as_a_link_is_refused(places: Places, annex: Path, tmp_path: Path) -> None:
    annex.symlink_to(tmp_path)
    with pytest.raises(Failure, match="somebody else's"):
        places.annex()


def test_what_a_former_checkout_of_the_same_path_left_is_removed(places: Places) -> None:
    (places.annex() / "old").mkdir()
    (places.data / "annex").unlink()
    assert not (places.annex() / "old").exists()


def test_the_annex_of_the_same_checkout_is_kept(places: Places) -> None:
    (places.annex() / "kept").mkdir()
    assert (places.annex() / "kept").exists()


def _remove(places: Places) -> None:
    folder = annex_of(places.checkout)
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()
