"""The built files, read once per version."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

BUILT = Path(__file__).parent / "built"
MANIFEST = BUILT / "manifest.json"
_ADDRESS = re.compile(r"[0-9a-f]{10}/[a-z.]{1,20}\.js")


@dataclass(frozen=True, slots=True)
class Loader:
    """The loader without a site's settings, and the version of the files that it will ask for."""

    version: str
    before: str
    after: str


def loader() -> Loader:
    """The newest build; raises FileNotFoundError when there is none (``python -m widget.build``)."""
    return _loader(MANIFEST.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _loader(changed: int) -> Loader:
    del changed
    version = json.loads(MANIFEST.read_text())["version"]
    before, after = (BUILT / "loader.js").read_text().split("SETTINGS")
    return Loader(version, before, after)


@lru_cache(maxsize=32)
def versioned(address: str) -> tuple[bytes, bytes]:
    """A versioned file, plain and gzip; ``address`` is ``<version>/<name>.js``. Raises FileNotFoundError."""
    if not _ADDRESS.fullmatch(address):
        raise FileNotFoundError(address)
    path = BUILT / address
    return path.read_bytes(), path.with_name(path.name + ".gz").read_bytes()
