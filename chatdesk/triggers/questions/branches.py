"""Question trees (A29, A30): which answers a question expects, and the question that follows each. Pure.

Stored as ``[{"words": ["two", "both"], "reply": "How many bathrooms …?"}]``. The first words of each branch are a chip
for the visitor; any of its words, in what the visitor types, makes its reply the one that fits. A star stands for the
rest of a word, or for all of it: ``circuit*``, ``* m2``.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chatdesk.triggers.engine.globs import fits

MOST = 4
MOST_WORDS = 8
LONGEST_WORDS = 40
LONGEST_REPLY = 300


class Branch(TypedDict):
    """One expected answer."""

    words: list[str]
    reply: str
    """Empty: nothing is prepared."""


class BadBranches(ValueError):
    """Branches can't be used; says which, counted from one, and why in words for their writer."""

    def __init__(self, number: int, message: str | Promise) -> None:
        super().__init__(str(message))
        self.number = number
        self.message = message


def read(value: Any) -> list[Branch]:
    """The branches of a JSON document; raises BadBranches."""
    if not isinstance(value, list) or len(value) > MOST:
        raise BadBranches(0, _("A question expects up to four answers."))
    return [_branch(number, one) for number, one in enumerate(value, 1)]


def chips(branches: Iterable[Branch]) -> list[str]:
    """What the visitor may click."""
    return [branch["words"][0] for branch in branches]


def expecting(*answers: str) -> list[Branch]:
    """Branches with these answers and nothing prepared."""
    return [Branch(words=[answer], reply="") for answer in answers]


def branch_of(branches: Sequence[Branch], text: str) -> int | None:
    """The place of the first expected answer that is in what a visitor wrote; None: they wrote something else.

    As the desk finds the reply that fits (``models/prepared.js``).
    """
    written = _words(text.lower())
    found = (place for place, one in enumerate(branches) if any(_is_in(word, written) for word in one["words"]))
    return next(found, None)


_WORD = re.compile(r"[\w*]+|[^\w\s*]")


def _words(text: str) -> list[str]:
    """Words with their stars, and each other sign on its own."""
    return _WORD.findall(text)


def _is_in(expected: str, written: Sequence[str]) -> bool:
    """These words, one after the other, among what was written; a whole word for each, or what its stars allow."""
    globs = _words(expected.lower())
    places = range(len(written) - len(globs) + 1)
    return any(all(map(fits, globs, written[at:])) for at in places)


def _branch(number: int, one: Any) -> Branch:
    if not isinstance(one, dict) or set(one) != {"words", "reply"} or not isinstance(one["reply"], str):
        raise BadBranches(number, _("This is no answer with its reply."))
    words = one["words"]
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word.strip() for word in words):
        raise BadBranches(number, _("Write the answer that you expect."))
    if "*" in words[0]:
        raise BadBranches(number, _("Visitors click the first word: write it without a star."))
    if any("*" in word and not any(map(str.isalnum, word)) for word in words):
        raise BadBranches(number, _("Beside a star there must be letters."))
    if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORDS for word in words):
        raise BadBranches(number, _("Up to eight words or short phrases, of up to 40 characters each."))
    if len(one["reply"]) > LONGEST_REPLY:
        raise BadBranches(number, _("The reply has at most 300 characters."))
    return Branch(words=[word.strip() for word in words], reply=one["reply"].strip())
