"""Which files the console's page loads: listed here, so that the import map can name each by its hashed address."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.templatetags.static import static

ROOT = Path(__file__).parent / "static"

LIBRARIES = {
    "preact": "operators/vendor/preact.js",
    "preact/hooks": "operators/vendor/preact-hooks.js",
    "@preact/signals": "operators/vendor/preact-signals.js",
    "@preact/signals-core": "operators/vendor/signals-core.js",
    "htm": "operators/vendor/htm.js",
}
"""Names by which modules import what is vendored."""

SHEETS = (
    "tokens",
    "base",
    "primitives",
    "frame",
    "lists",
    "conversation",
    "composer",
    "panel",
    "layers",
    "pages",
    "visitors",
    "asking",
    "widths",
    "motion",
)
"""In the order of the cascade."""


@dataclass(frozen=True, slots=True)
class Module:
    """One entry of the import map."""

    name: str
    """What ``import`` says: a library's name, or the address without its hash."""
    url: str


@cache
def files() -> tuple[str, ...]:
    """Every module of the console, as paths below the static root."""
    found = (path.relative_to(ROOT).as_posix() for path in (ROOT / "operators").rglob("*.js"))
    return tuple(sorted(name for name in found if "/vendor/" not in name and not name.endswith("/theme.js")))


def import_map(*, prefix: str) -> list[Module]:
    """Entries of the page's import map; ``prefix`` is the address under which static files are served."""
    own = [Module(name=prefix + name, url=static(name)) for name in files()]
    return [Module(name=name, url=static(path)) for name, path in LIBRARIES.items()] + own


def sheets() -> list[str]:
    """Style sheets as paths below the static root."""
    return [f"operators/css/{name}.css" for name in SHEETS]
