"""PostgreSQL refuses to run as root: then it runs as a user that may do nothing else."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class ServerUser:
    uid: int
    gid: int

    @classmethod
    def needed(cls) -> "ServerUser | None":
        """Whom to become before a server is started; None when we are not root."""
        if os.geteuid() != 0:
            return None
        return _by_name("postgres") or _by_name("nobody")

    @classmethod
    def owner_of(cls, folder: Path) -> "ServerUser":
        facts = folder.stat()
        return cls(facts.st_uid, facts.st_gid)

    def can_enter(self, folder: Path) -> bool:
        return self._runs(["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)])

    def can_execute(self, program: Path) -> bool:
        return self._runs(["/bin/sh", "-c", 'test -x "$1"', "sh", str(program)])

    def as_options(self) -> dict[str, Any]:
        """What subprocess needs to start a program as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def _runs(self, command: Sequence[str]) -> bool:
        done = subprocess.run(command, cwd="/", capture_output=True, check=False, **self.as_options())
        return done.returncode == 0


def _by_name(name: str) -> ServerUser | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return ServerUser(entry.pw_uid, entry.pw_gid)
