"""How a question sounds (A12, D50, E10)."""

import pytest

from chatdesk.triggers.questions.tone import remarks

NAMES = ["Reactor & Match", "R"]


@pytest.mark.parametrize(
    "question", ["Two circuits or three?", "Для отопления или ещё и для воды?", "Is it for the RBMK-1000 or for a PWR?"]
)
def test_a_specific_question_is_praised(question: str) -> None:
    assert [(one.good, one.text) for one in remarks(question, NAMES)] == [(True, "One thought, ends with a question.")]


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Which of our reactors do you need?", "a company speaking"),
        ("Какой из наших реакторов вам нужен?", "a company speaking"),
        ("Is the official store of Hearth what you look for?", "leave out “official store”"),
        ("Два контура по лучшим ценам или три?", "leave out “лучшим ценам”"),
        ("Which reactor would you like to purchase?", "as you would aloud"),
        ("Какой реактор вы хотите приобрести?", "as you would aloud"),
        ("Two circuits, three, four, or, say, none?", "as you would aloud"),
        ("Hello! Two or three circuits?", "greets"),
        ("Can I help you?", "greets"),
        ("Здравствуйте! Чем могу помочь?", "greets"),
        ("Shall Reactor & Match count the circuits for you?", "leave out “Reactor & Match”"),
        ("DISCOUNT today: two or three?", "shouting"),
        ("Two or three!!", "shouting"),
        ("We have reactors with two circuits.", "no question"),
        ("Which reactor? And when?", "More than one thought"),
        ("We sell reactors. Two circuits or three?", "More than one thought"),
        ("Two " * 40 + "or three?", "Long"),
    ],
)
def test_a_question_that_repels_is_warned_of_in_one_line(question: str, about: str) -> None:
    found = remarks(question, NAMES)
    assert not any(one.good for one in found)
    assert any(about in one.text for one in found)
    assert all("\n" not in one.text for one in found)


@pytest.mark.parametrize(
    "question",
    ["Is it used at home?", "What is the bus stop nearest to you?", "Ваш дом с нашивкой?", "Данные уже собраны?"],
)
def test_words_that_only_look_alike_are_left_alone(question: str) -> None:
    assert [one.good for one in remarks(question)] == [True]


def test_nothing_is_said_of_nothing() -> None:
    assert remarks("  ") == []
