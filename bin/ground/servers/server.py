"""What both kinds of server have in common once they run."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ground.identity import Identity, working_folder
from ground.processes import last_lines, wait_until
from ground.progress import Failure

_OURS = ("postgres", "valkey-server", "redis-server")
_DELETED = " (deleted)"


@dataclass(frozen=True)
class Server:
    """A running server, started by this command or by an earlier one.

    ``url`` is what clients connect to, ``farewell`` the signal after which it saves and ends.
    """

    name: str
    url: str
    identity: Identity
    log: Path
    farewell: signal.Signals

    def has_ended(self) -> bool:
        return not self.identity.lives()

    def obituary(self) -> str:
        return f"{self.name} ended. The end of {self.log}:\n{last_lines(self.log)}"

    def stop(self, *, patience: float = 20.0) -> None:
        """Ask it to save and end; kill it when it has not within ``patience`` seconds."""
        end(self.identity, self.farewell, patience)


def wait_until_answering(server: Server, answers: Callable[[], bool], seconds: float) -> None:
    """Raises Failure when it ends or stays silent; whatever breaks the wait off ends the server too."""
    try:
        wait_until(lambda: answers() or server.has_ended(), seconds)
        if not answers():
            raise Failure(server.obituary())
    except BaseException:
        server.stop()
        raise


def end(identity: Identity, farewell: signal.Signals, patience: float) -> None:
    for signal_, seconds in ((farewell, patience), (signal.SIGKILL, 5.0)):
        if identity.lives():
            os.kill(identity.pid, signal_)
            wait_until(lambda: not identity.lives(), seconds)


def kill_leftovers(folder: Path) -> None:
    """End servers and their helpers that stand in ``folder`` and have no master any more, at once."""
    for identity in _standing_in(folder):
        end(identity, signal.SIGKILL, 5.0)


def kill_homeless(folder: Path) -> None:
    """End servers whose data below ``folder`` were removed while they ran."""
    for identity in _standing_in(folder, below=True):
        if str(working_folder(identity.pid)).endswith(_DELETED):
            end(identity, signal.SIGKILL, 5.0)


def _standing_in(folder: Path, *, below: bool = False) -> list[Identity]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        identity = Identity.of(int(entry.name)) if _name(entry) in _OURS else None
        stand = working_folder(int(entry.name))
        if identity and stand:
            place = Path(str(stand).removesuffix(_DELETED))
            if place == folder or (below and folder in place.parents):
                found.append(identity)
    return found


def _name(entry: Path) -> str:
    try:
        return (entry / "comm").read_text().strip()
    except OSError:
        return ""
