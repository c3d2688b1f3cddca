"""A running installation that is attacked."""

from dataclasses import dataclass
from pathlib import Path

from tests.live import Live
from tests.wire import Wire
from tests.world import World

MEGABYTE = 2**20
GROWTH = 64 * MEGABYTE
"""What an attack may cost in memory (R11)."""


@dataclass(frozen=True)
class Ground:
    """The installation, and how to open each of its sockets."""

    live: Live
    world: World
    session: str

    async def door(self, **options: object) -> Wire:
        """A visitor's socket without hello."""
        return await Wire.to_door(self.live.door, self.world.ours.site.key, **options)

    async def desk(self, **options: object) -> Wire:
        """An operator's socket without hello."""
        return await Wire.to_desk(self.live.desk, self.session, **options)

    async def visitor(self) -> Wire:
        """A visitor who has been welcomed."""
        return await Wire.visitor(self.live.door, self.world.ours.site.key)

    async def operator(self) -> Wire:
        """An operator who has been welcomed."""
        return await Wire.operator(self.live.desk, self.session)

    def pid(self, name: str) -> int:
        """The process."""
        return self.live.running[name].pid

    def log(self, name: str) -> str:
        """What the process has written."""
        return (Path(self.live.folder) / f"{name}.log").read_text(errors="replace")

    def traceback(self, name: str) -> str:
        """The first one that the process has written; empty if there is none."""
        return self.log(name).partition("Traceback")[2][:4_000]
