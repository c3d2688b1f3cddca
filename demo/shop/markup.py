"""HTML from template files: everything that is put into a template is escaped, except markup made here."""

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from string import Template

PAGES = Path(__file__).parent / "pages"


class Html(str):
    """Finished markup: put into a template as it is."""

    __slots__ = ()


NOTHING = Html("")


@cache
def _template(name: str) -> Template:
    return Template((PAGES / name).read_text(encoding="utf-8"))


def _safe(value: object) -> str:
    return value if isinstance(value, Html) else escape(str(value))


def fill(name: str, /, **values: object) -> Html:
    """Fill the template file `name`; raise KeyError when a placeholder has no value."""
    return Html(_template(name).substitute({key: _safe(value) for key, value in values.items()}))


def joined(pieces: Iterable[Html]) -> Html:
    """Pieces one after another, one a line."""
    return Html("\n".join(pieces))


def each(tag: str, texts: Iterable[str]) -> Html:
    """Every text in an element of its own."""
    return joined(Html(f"<{tag}>{escape(text)}</{tag}>") for text in texts)
