"""What a poll asks, in several languages, and what may be answered (D06). Pure.

A rule keeps its poll as ``{"questions": [{"kind": "one", "text": …, "options": […]}], "thanks": …, "texts": {"ru":
{"questions": [{"text": …, "options": […]}], "thanks": …}}}``. In ``texts`` whatever is empty is read as it was written
first. Answers are kept in the first language, so that everybody's can be counted together.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_QUESTIONS = 3
FEWEST_OPTIONS = 2
MOST_OPTIONS = 6
LONGEST_TEXT = 200
LONGEST_OPTION = 80
LONGEST_THANKS = 120
LONGEST_WORDS = 500
"""Characters of what a visitor writes."""
SCALE = range(1, 6)
MOST_LANGUAGES = 20

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


class Kind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    MANY = "many"
    SCALE = "scale"
    TEXT = "text"


CHOICES = (Kind.ONE, Kind.MANY)
"""Kinds of which the writer gives the answers."""


class Words(TypedDict):
    """A question in one language."""

    text: str
    options: list[str]
    """Of a scale: what its two ends mean, or nothing."""


class Question(Words):
    """A question as it was written first."""

    kind: str


class Translation(TypedDict):
    """A poll in another language."""

    questions: list[Words]
    thanks: str


class Poll(TypedDict):
    """One to three questions."""

    questions: list[Question]
    thanks: str
    texts: dict[str, Translation]


class AskedQuestion(Question):
    """A question, and how its visitor reads it."""

    shown: Words


class AskedPoll(TypedDict):
    """A poll as one visitor got it."""

    questions: list[AskedQuestion]
    thanks: str


class BadPoll(ValueError):
    """A poll can't be used; says in which question, from one (0: elsewhere), and why in words for its writer."""

    def __init__(self, number: int, message: str | Promise, *, part: str = "text") -> None:
        super().__init__(str(message))
        self.number = number
        self.message = message
        self.part = part
        """``text`` or ``options`` of the question."""


class BadAnswer(ValueError):
    """What a browser sent does not answer the question."""


def read(value: Any) -> Poll | None:
    """The poll of a JSON document, None of an empty one; raises BadPoll."""
    if value == {}:
        return None
    if not isinstance(value, dict) or set(value) != {"questions", "thanks", "texts"}:
        raise BadPoll(0, _("This is no poll."))
    questions = value["questions"]
    if not isinstance(questions, list) or not 1 <= len(questions) <= MOST_QUESTIONS:
        raise BadPoll(0, _("A poll has one, two or three questions."))
    read_ones = [read_question(number, one) for number, one in enumerate(questions, 1)]
    if len({one["text"].casefold() for one in read_ones}) < len(read_ones):
        raise BadPoll(0, _("Two questions are the same."))
    thanks = _thanks(value["thanks"])
    return Poll(questions=read_ones, thanks=thanks, texts=_texts(value["texts"], read_ones))


def asked(poll: Poll, language: str) -> AskedPoll:
    """The poll for somebody of this language: the longest tag that fits, else as it was written first."""
    tag = next((tag for tag in _tags(language) if tag in poll["texts"]), None)
    there = poll["texts"][tag] if tag else Translation(questions=[], thanks="")
    words: Sequence[Words] = there["questions"] or poll["questions"]
    questions = [
        AskedQuestion(**question, shown=_shown(question, other))
        for question, other in zip(poll["questions"], words, strict=True)
    ]
    return AskedPoll(questions=questions, thanks=there["thanks"] or poll["thanks"])


def answer(question: Question, chosen: Sequence[int], words: str) -> list[str]:
    """What is kept of an answer: the chosen options as they were first written, the step of the scale, or the words.

    ``chosen`` counts from one. Nothing is kept of a question for words that was passed over. Raises BadAnswer.
    """
    kind = Kind(question["kind"])
    if kind is Kind.TEXT:
        if chosen or len(words) > LONGEST_WORDS:
            raise BadAnswer("up to 500 characters of text")
        return [words] if words else []
    if words:
        raise BadAnswer("nothing but a choice")
    offered = [str(step) for step in SCALE] if kind is Kind.SCALE else question["options"]
    if not chosen or len(set(chosen)) < len(chosen) or not all(1 <= one <= len(offered) for one in chosen):
        raise BadAnswer("one of the answers that are offered, each once")
    if kind is not Kind.MANY and len(chosen) > 1:
        raise BadAnswer("one answer")
    return [offered[one - 1] for one in sorted(chosen)]


def read_question(number: int, one: Any) -> Question:
    """A question as it was written first; raises BadPoll."""
    if not isinstance(one, dict) or set(one) != {"kind", "text", "options"} or one["kind"] not in list(Kind):
        raise BadPoll(number, _("This is no question of a poll."))
    text = _text(number, one["text"])
    if not text:
        raise BadPoll(number, _("Write the question."))
    options = _options(number, one["options"])
    if one["kind"] in CHOICES and not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise BadPoll(number, _("Write two to six answers, each on a line of its own."), part="options")
    if one["kind"] == Kind.SCALE and len(options) not in (0, 2):
        raise BadPoll(number, _("Write two lines, what 1 means and what 5 means, or none."), part="options")
    if one["kind"] == Kind.TEXT and options:
        words = _("Visitors answer this question in their own words: leave the answers empty.")
        raise BadPoll(number, words, part="options")
    if "" in options or len({option.casefold() for option in options}) < len(options):
        raise BadPoll(number, _("Every answer has words, and no two are the same."), part="options")
    return Question(kind=one["kind"], text=text, options=options)


def _texts(value: Any, questions: Sequence[Question]) -> dict[str, Translation]:
    if not isinstance(value, dict) or len(value) > MOST_LANGUAGES:
        raise BadPoll(0, _("These are no texts by language."))
    if not all(isinstance(tag, str) and _TAG.fullmatch(tag) for tag in value):
        raise BadPoll(0, _("A language is written as en or pt-br."))
    return {tag: _translation(one, questions) for tag, one in value.items()}


def _translation(one: Any, questions: Sequence[Question]) -> Translation:
    if not isinstance(one, dict) or set(one) != {"questions", "thanks"} or not isinstance(one["questions"], list):
        raise BadPoll(0, _("These are no texts by language."))
    if len(one["questions"]) != len(questions):
        raise BadPoll(0, _("Every language has the same questions."))
    pairs = enumerate(zip(one["questions"], questions, strict=True), 1)
    words = [read_words(number, other, question) for number, (other, question) in pairs]
    return Translation(questions=words, thanks=_thanks(one["thanks"]))


def read_words(number: int, one: Any, question: Question) -> Words:
    """A question in another language; raises BadPoll."""
    if not isinstance(one, dict) or set(one) != {"text", "options"}:
        raise BadPoll(number, _("This is no question of a poll."))
    options = _options(number, one["options"])
    if options and len(options) != len(question["options"]):
        words = _("Write as many answers as in the first language, in the same order, or none.")
        raise BadPoll(number, words, part="options")
    return Words(text=_text(number, one["text"]), options=options)


def _text(number: int, text: Any) -> str:
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise BadPoll(number, _("A question of a poll has up to 200 characters."))
    return " ".join(text.split())


def _options(number: int, options: Any) -> list[str]:
    if not isinstance(options, list) or not all(isinstance(option, str) for option in options):
        raise BadPoll(number, _("This is no question of a poll."))
    if len(options) > MOST_OPTIONS or any(len(option) > LONGEST_OPTION for option in options):
        raise BadPoll(number, _("Up to six answers of up to 80 characters."), part="options")
    return [" ".join(option.split()) for option in options]


def _thanks(thanks: Any) -> str:
    if not isinstance(thanks, str) or len(thanks) > LONGEST_THANKS:
        raise BadPoll(0, _("The thanks have up to 120 characters."))
    return thanks.strip()


def _shown(question: Question, other: Words) -> Words:
    options = other["options"] or question["options"]
    filled = [one or first for one, first in zip(options, question["options"], strict=True)]
    return Words(text=other["text"] or question["text"], options=filled)


def _tags(language: str) -> Iterator[str]:
    tag = language.lower().replace("_", "-")
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def is_answered(poll: Mapping[str, Any], answered: set[str]) -> bool:
    """Every question of a poll as it was asked is among those that were answered."""
    return {question["text"] for question in poll["questions"]} <= answered
