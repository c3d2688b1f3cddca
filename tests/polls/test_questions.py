"""What a poll may ask, and what may be answered."""

from typing import Any

import pytest

from chatdesk.polls.questions import BadAnswer, BadPoll, answer, asked, is_answered, read
from tests.polls.samples import EASY, MISSING, POLL, WHY, poll_of, question

CHOICE = question("one", "Two", "Three")
MANY = question("many", "Two", "Three", "Four")
SCALE = question("scale")
WORDS = question("text")
OTHER = {"questions": [{"text": "", "options": []}], "thanks": ""}


def test_a_poll_is_read_as_it_was_written() -> None:
    assert read(POLL) == POLL


def test_an_empty_document_is_no_poll() -> None:
    assert read({}) is None


def test_spaces_around_and_between_words_do_not_count() -> None:
    poll = read(poll_of(question("one", " Two  circuits", "Three ", text=" Which \n one? ")))
    assert poll is not None
    assert poll["questions"] == [question("one", "Two circuits", "Three", text="Which one?")]


@pytest.mark.parametrize(
    ("document", "number", "words"),
    [
        (None, 0, "no poll"),
        ([], 0, "no poll"),
        ({"questions": [CHOICE]}, 0, "no poll"),
        (poll_of(), 0, "one, two or three"),
        (poll_of(*[question("text", text=f"{number}?") for number in range(4)]), 0, "one, two or three"),
        (poll_of(CHOICE, {**WORDS, "text": "WHICH?"}), 0, "the same"),
        (poll_of(CHOICE, "x"), 2, "no question"),  # type: ignore[arg-type]
        (poll_of({**CHOICE, "kind": "tree"}), 1, "no question"),
        (poll_of({**CHOICE, "kind": ["one"]}), 1, "no question"),
        (poll_of({**CHOICE, "more": 1}), 1, "no question"),
        (poll_of({**CHOICE, "text": " "}), 1, "Write the question"),
        (poll_of({**CHOICE, "text": "x" * 201}), 1, "200"),
        (poll_of({**CHOICE, "text": 1}), 1, "200"),
        (poll_of(question("one", "Two")), 1, "two to six"),
        (poll_of(question("many")), 1, "two to six"),
        (poll_of(question("one", *"abcdefg")), 1, "six"),
        (poll_of(question("one", "Two", "x" * 81)), 1, "80"),
        (poll_of(question("one", "Two", "two")), 1, "no two"),
        (poll_of(question("one", "Two", " ")), 1, "has words"),
        (poll_of({**CHOICE, "options": ["Two", 3]}), 1, "no question"),
        (poll_of(question("scale", "Hard")), 1, "two lines"),
        (poll_of(question("text", "Two", "Three")), 1, "own words"),
        (poll_of(CHOICE, thanks="x" * 121), 0, "120"),
        (poll_of(CHOICE, texts=[]), 0, "by language"),
        (poll_of(CHOICE, texts={"Russian": OTHER}), 0, "pt-br"),
        (poll_of(CHOICE, texts={"ru": {**OTHER, "questions": []}}), 0, "same questions"),
        (poll_of(CHOICE, texts={"ru": {"questions": [{"text": "", "options": ["Два"]}], "thanks": ""}}), 1, "as many"),
        (poll_of(CHOICE, texts={"ru": {"questions": [{"text": "x" * 201, "options": []}], "thanks": ""}}), 1, "200"),
        (poll_of(CHOICE, texts={f"x{chr(97 + n)}": OTHER for n in range(21)}), 0, "by language"),
    ],
)
def test_what_is_no_poll_is_refused_with_its_place_and_the_reason(document: Any, number: int, words: str) -> None:
    with pytest.raises(BadPoll) as refused:
        read(document)
    assert refused.value.number == number
    assert words in str(refused.value.message)


@pytest.mark.parametrize(
    ("language", "first"), [("ru", "Что вас привело?"), ("ru-RU", "Что вас привело?"), ("de", WHY)]
)
def test_everybody_reads_the_poll_in_their_language_or_as_it_was_written(language: str, first: str) -> None:
    poll = asked(POLL, language)  # type: ignore[arg-type]
    assert poll["questions"][0]["shown"]["text"] == first
    assert poll["questions"][0]["text"] == WHY


def test_what_is_not_translated_is_read_as_it_was_written() -> None:
    poll = asked(POLL, "ru")  # type: ignore[arg-type]
    assert poll["questions"][0]["shown"]["options"] == ["Отопление города", "Растопить печь", "Just looking"]
    assert poll["questions"][1]["shown"] == {"text": EASY, "options": ["Hard", "Easy"]}
    assert poll["thanks"] == "Спасибо!"


@pytest.mark.parametrize(
    ("one", "chosen", "words", "kept"),
    [
        (CHOICE, [2], "", ["Three"]),
        (MANY, [3, 1], "", ["Two", "Four"]),
        (SCALE, [5], "", ["5"]),
        (WORDS, [], "A bigger match", ["A bigger match"]),
        (WORDS, [], "", []),
    ],
)
def test_answers_are_kept_in_the_words_of_those_who_asked(
    one: Any, chosen: list[int], words: str, kept: list[str]
) -> None:
    assert answer(one, chosen, words) == kept


@pytest.mark.parametrize(
    ("one", "chosen", "words"),
    [
        (CHOICE, [], ""),
        (CHOICE, [3], ""),
        (CHOICE, [0], ""),
        (CHOICE, [-1], ""),
        (CHOICE, [1, 2], ""),
        (CHOICE, [1], "and more"),
        (CHOICE, [], "Two"),
        (MANY, [1, 1], ""),
        (MANY, [1, 4], ""),
        (MANY, [], ""),
        (SCALE, [6], ""),
        (SCALE, [1, 2], ""),
        (WORDS, [1], ""),
        (WORDS, [], "x" * 501),
    ],
)
def test_what_does_not_answer_the_question_is_refused(one: Any, chosen: list[int], words: str) -> None:
    with pytest.raises(BadAnswer):
        answer(one, chosen, words)


def test_a_poll_is_answered_when_none_of_its_questions_is_left() -> None:
    assert not is_answered(POLL, {WHY, EASY})
    assert is_answered(POLL, {WHY, EASY, MISSING, "another one"})
