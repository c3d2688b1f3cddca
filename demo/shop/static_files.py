"""Style sheets, scripts and pictures, found once at the start: a request can name no other file."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
FOLDERS = {"/static/": HERE / "static", "/static/faces/": HERE.parent / "faces"}
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True)
class StaticFile:
    """A file as it is sent."""

    content_type: str
    body: bytes


@cache
def static_files() -> dict[str, StaticFile]:
    """All files by address."""
    return {
        prefix + path.relative_to(folder).as_posix(): _read(path)
        for prefix, folder in FOLDERS.items()
        for path in sorted(folder.rglob("*"))
        if path.suffix in TYPES
    }


def etag(body: bytes) -> str:
    """A validator that changes with the content."""
    return f'"{sha256(body).hexdigest()[:16]}"'


def _read(path: Path) -> StaticFile:
    return StaticFile(content_type=TYPES[path.suffix], body=path.read_bytes())
