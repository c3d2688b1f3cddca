"""What a rule may ask: its variants, each in several languages. Pure.

A rule's own question is variant A. The further ones are kept as ``{"B": {"weight": 1, "text": …, "branches": […],
"texts": {…}}}``; ``texts`` are the same question in other languages: ``{"ru": {"text": …, "branches": […]}}``.
"""

import re
from collections.abc import Mapping
from typing import Any, TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chatdesk.triggers.questions.branches import BadBranches, Branch
from chatdesk.triggers.questions.branches import read as read_branches

FIRST = "A"
FURTHER = ("B", "C", "D", "E")
LANGUAGES = {"en": _("In English"), "ru": _("In Russian")}
"""Which the window speaks, as the form offers them; the engine takes any tag."""
MOST_WEIGHT = 100
MOST_LANGUAGES = 20

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


class Wording(TypedDict):
    """A question in one language."""

    text: str
    branches: list[Branch]


class Variant(Wording):
    """One way to ask."""

    weight: int
    texts: dict[str, Wording]


class BadVariants(ValueError):
    """Variants or languages can't be used; says why in words for their writer."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message


def read_texts(value: Any) -> dict[str, Wording]:
    """A question in other languages; raises BadVariants."""
    if not isinstance(value, dict) or len(value) > MOST_LANGUAGES:
        raise BadVariants(_("These are no texts by language."))
    for tag in value:
        if not isinstance(tag, str) or not _TAG.fullmatch(tag):
            raise BadVariants(_("A language is written as en or pt-br."))
    return {tag: _wording(one, {"text", "branches"}) for tag, one in value.items()}


def read_variants(value: Any) -> dict[str, Variant]:
    """A rule's further variants; raises BadVariants."""
    if not isinstance(value, dict) or not set(value) <= set(FURTHER):
        raise BadVariants(_("Further variants are called B, C, D and E."))
    return {name: _variant(one) for name, one in sorted(value.items())}


def in_language(variant: Variant, language: str) -> Wording:
    """The question as somebody of this language reads it: the longest tag that fits, else as it was written first."""
    tag = language.lower().replace("_", "-")
    while tag:
        if tag in variant["texts"]:
            return variant["texts"][tag]
        tag = tag.rpartition("-")[0]
    return Wording(text=variant["text"], branches=variant["branches"])


def weights(variants: Mapping[str, Variant]) -> dict[str, int]:
    """By the variants' names."""
    return {name: variant["weight"] for name, variant in variants.items()}


def _variant(one: Any) -> Variant:
    plain = _wording(one, {"weight", "text", "branches", "texts"})
    weight = one["weight"]
    if type(weight) is not int or not 1 <= weight <= MOST_WEIGHT:
        raise BadVariants(_("A share is a number from 1 to 100."))
    return Variant(**plain, weight=weight, texts=read_texts(one["texts"]))


def _wording(one: Any, keys: set[str]) -> Wording:
    if not isinstance(one, dict) or set(one) != keys or not isinstance(one["text"], str):
        raise BadVariants(_("This is no question with its answers."))
    if not one["text"].strip() or len(one["text"]) > 300:
        raise BadVariants(_("A question has up to 300 characters."))
    try:
        return Wording(text=one["text"], branches=read_branches(one["branches"]))
    except BadBranches as error:
        raise BadVariants(error.message) from error
