"""Whatever the admin and the pages say, they say in Russian too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import django
import polib

ROOT = Path(__file__).parents[2]
PACKAGES = ("chatdesk", "tenants", "widget", "operators", "crm_sync")
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
TRANSLATE = re.compile(r'{%\s*(?:translate|trans)\s+"((?:[^"\\]|\\.)*)"(?:\s+context\s+"([^"]*)")?')
BLOCK = re.compile(r"{%\s*blocktrans(?:late)?([^%]*)%}(.*?){%\s*(?:plural|endblocktrans(?:late)?)", re.DOTALL)

Text = tuple[str | None, str]
"""Context and words."""


def russian() -> set[Text]:
    """What there are words for: ours, and those of the frameworks."""
    ours = ROOT.glob("*/**/locale/ru/LC_MESSAGES/django.po")
    frameworks = [
        path
        for name in ("django", "unfold", "allauth")
        for path in (Path(django.__file__).parents[1] / name).glob("**/locale/ru/LC_MESSAGES/django.po")
    ]
    entries = (entry for path in [*ours, *frameworks] for entry in polib.pofile(str(path)))
    return {(entry.msgctxt, entry.msgid) for entry in entries if entry.msgstr or any(entry.msgstr_plural.values())}


def said() -> Iterator[tuple[Path, Text]]:
    """Every text that is marked to be translated."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            yield from ((path, text) for text in _in_code(path.read_text()))
        for path in (ROOT / package).rglob("*.html"):
            yield from ((path, text) for text in _in_template(path.read_text()))


def _in_code(source: str) -> Iterator[Text]:
    if "translation" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        name = getattr(getattr(node, "func", None), "id", "")
        if isinstance(node, ast.Call) and name in CALLS:
            words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if words:
                yield (words[0], words[1]) if name.startswith("pgettext") else (None, words[0])


def _in_template(source: str) -> Iterator[Text]:
    for found in TRANSLATE.finditer(source):
        yield found[2], found[1]
    for found in BLOCK.finditer(source):
        text = re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", found[2])
        trimmed = " ".join(line.strip() for line in text.strip().splitlines())
        yield None, trimmed if "trimmed" in found[1] else text


def test_every_text_has_its_russian_words() -> None:
    known = russian()
    missing = sorted({f"{path.relative_to(ROOT)}: {text}" for path, text in said() if text not in known})
    assert missing == []


def test_a_text_without_russian_words_is_found() -> None:
    source = 'from django.utils.translation import gettext as _\n_("Nobody translated this.")'
    assert set(_in_code(source)) - russian() == {(None, "Nobody translated this.")}
    assert set(_in_template('{% translate "Nor this." %}')) == {(None, "Nor this.")}
