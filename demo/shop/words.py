"""The shop's texts by language, read from texts/<language>.json."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "texts"
LANGUAGES = ("en", "ru")


@dataclass(frozen=True)
class Words:
    """All texts of one language, addressed by dotted path: `words["nav.delivery"]`."""

    language: str
    texts: dict[str, Any]

    def __getitem__(self, path: str) -> Any:
        """The text, list or table at `path`; raise KeyError when there is none."""
        found: Any = self.texts
        for part in path.split("."):
            found = found[part]
        return found

    @property
    def root(self) -> str:
        """Where this language's pages begin."""
        return "/" if self.language == "en" else f"/{self.language}/"


@cache
def words_of(language: str) -> Words:
    """Load the texts of `language` once."""
    text = (TEXTS / f"{language}.json").read_text(encoding="utf-8")
    return Words(language=language, texts=json.loads(text))
