"""Which process is meant: a number alone is given out again, a number with its moment of birth is not."""

import os
from dataclasses import dataclass
from pathlib import Path

# After the closing bracket of the name, which may itself hold spaces and brackets: see proc(5).
_STATE, _STARTED = 0, 19
_ZOMBIE = "Z"


@dataclass(frozen=True)
class Identity:
    """A process of this machine since it was switched on. ``born`` is the boot's id and the clock ticks since then."""

    pid: int
    born: str

    @classmethod
    def of(cls, pid: int) -> "Identity | None":
        """The process that has this number now; None when there is none, or only its remains."""
        fields = _fields(pid)
        if not fields or fields[_STATE] == _ZOMBIE:
            return None
        return cls(pid, f"{_boot()}:{fields[_STARTED]}")

    @classmethod
    def parse(cls, text: str) -> "Identity | None":
        """Read what ``str`` wrote; None for a file that a cut left unfinished."""
        pid, _, born = text.strip().partition(" ")
        return cls(int(pid), born) if pid.isdigit() and born else None

    def __str__(self) -> str:
        return f"{self.pid} {self.born}"

    def lives(self) -> bool:
        return Identity.of(self.pid) == self

    def leads_survivors(self) -> bool:
        """Whether its process group still has members: itself, or children that outlived it.

        The kernel gives the number to nobody else while the group has members.
        """
        return self.lives() or (Identity.of(self.pid) is None and _group_exists(self.pid))


def working_folder(pid: int) -> Path | None:
    """Where the process stands; None when it is gone or somebody else's."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink()
    except OSError:
        return None


def _fields(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def _group_exists(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
