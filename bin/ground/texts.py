"""The catalogues of texts. Both files are committed: a bare machine has no gettext, production no compiler."""

from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]


def run(_arguments: list[str]) -> int:
    """Compiles every catalogue."""
    for path in catalogues():
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return 0


def catalogues() -> Iterator[Path]:
    """The files that people edit."""
    for folder in ("chatdesk/locale", "tenants/admin/locale"):
        yield from sorted((ROOT / folder).glob("*/LC_MESSAGES/django.po"))
