"""Where a command keeps its things: .data in the checkout, and an annex outside for what cannot lie there."""

import hashlib
import os
import re
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from ground.progress import Failure
from ground.server_user import ServerUser

# sun_path holds 108 bytes with its closing zero; the longest name put after the folder is ".s.PGSQL.5432.lock".
_LONGEST_SOCKET_FOLDER = 107 - 19
# Other characters would have to be escaped differently in every library's URL.
_PLAIN = re.compile(r"[A-Za-z0-9_./-]+")
_ANNEXES = Path("/var/tmp")  # noqa: S108 -- owner and kind of the folder are checked before it is used


@dataclass(frozen=True)
class Places:
    """The folders of one world of servers, ``dev`` or ``test-1``, in one checkout."""

    checkout: Path
    world: str = "dev"

    @property
    def data(self) -> Path:
        return self.checkout / ".data"

    @property
    def home(self) -> Path:
        """Logs, records of running processes, and databases if their server can reach them."""
        return self.data if self.world == "dev" else self.data / self.world

    def prepare(self) -> None:
        """Make the folders; others may pass through them, because PostgreSQL is another user when root starts it."""
        for folder in (self.data, self.home):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o711)

    def for_server(self, name: str, user: ServerUser | None) -> Path:
        """The private folder of a server: in .data, or in the annex when ``user`` cannot get there.

        Once made it stays with whom it was made for, even if another user would be chosen today.
        """
        near = not user or user.can_enter(self.home)
        folder = (self.home if near else self._annex_world()) / name
        return folder if folder.exists() else _private(folder, user)

    def for_sockets(self, name: str, user: ServerUser | None) -> Path:
        """A private folder short and plain enough to be named in socket addresses."""
        near = self.home / "sockets" / name
        if _fits(near) and (not user or user.can_enter(self.home)):
            near.parent.mkdir(mode=0o711, exist_ok=True)
            return _private(near, user)
        return _private(self._annex_world() / f"{name}.s", user)

    def annex(self) -> Path:
        """A folder of this checkout alone outside of it; what a former checkout of the same path left is removed."""
        folder = annex_of(self.checkout)
        _make_own(folder)
        ticket, mark = self.data / "annex", folder / "ticket"
        if not ticket.exists():
            ticket.write_text(f"{folder}\n{secrets.token_hex(8)}\n")
        if not mark.exists() or mark.read_text() != ticket.read_text():
            _empty(folder)
            mark.write_text(ticket.read_text())
        return folder

    def _annex_world(self) -> Path:
        folder = self.annex() / self.world
        folder.mkdir(mode=0o711, exist_ok=True)
        return folder


def annex_of(checkout: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(checkout)).hexdigest()
    return _ANNEXES / f"chatdesk-{digest[:10]}"


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER and bool(_PLAIN.fullmatch(str(folder)))


def _private(folder: Path, user: ServerUser | None) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    if user and folder.stat().st_uid != user.uid:
        os.chown(folder, user.uid, user.gid)
    return folder


def _make_own(folder: Path) -> None:
    """Anybody may write where annexes lie, so one that somebody else prepared is refused."""
    try:
        folder.mkdir(mode=0o711)
    except FileExistsError:
        if folder.is_symlink() or not folder.is_dir() or folder.stat().st_uid != os.geteuid():
            raise Failure(f"{folder} is needed, and somebody else's. Remove it first.") from None


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
