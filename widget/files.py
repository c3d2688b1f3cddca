"""The built files, read once per version."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

BUILT = Path(__file__).parent / "built"
MANIFEST = BUILT / "manifest.json"
SUFFIXES = {"br": ".br", "gzip": ".gz", "identity": ""}
"""Encodings of the versioned files, the smallest first, and what their names end with."""
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
def versioned(address: str) -> dict[str, bytes]:
    """A versioned file in each of its encodings, the smallest first; ``address`` is ``<version>/<name>.js``.

    Versions that were built before an encoding was introduced lack it. Raises FileNotFoundError.
    """
    path = BUILT / address
    if not _ADDRESS.fullmatch(address) or not path.is_file():
        raise FileNotFoundError(address)
    files = {encoding: path.with_name(path.name + suffix) for encoding, suffix in SUFFIXES.items()}
    return {encoding: file.read_bytes() for encoding, file in files.items() if file.is_file()}
