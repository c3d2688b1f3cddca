"""The Russian texts: compiled, complete, without a lost placeholder."""

import re

import polib
import pytest

from ground.texts import catalogues

PATHS = list(catalogues())


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_what_is_compiled_is_what_was_written(path) -> None:
    written, compiled = polib.pofile(str(path)), polib.mofile(str(path.with_suffix(".mo")))
    texts = {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in written}
    assert {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in compiled} == texts


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_every_text_has_its_translation_with_the_same_placeholders(path) -> None:
    for entry in polib.pofile(str(path)):
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            assert text
            assert placeholders(text) == placeholders(entry.msgid)


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)s|%[ds]|\{\w*\}", text))
