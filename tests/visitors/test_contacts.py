"""E-mail addresses and phone numbers in what visitors write."""

import time

import pytest

from chatdesk.visitors.contacts import email_in, phone_in


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("write to ilse@mill.example please", "ilse@mill.example"),
        ("ilse.van+shop@post.mill.example.", "ilse.van+shop@post.mill.example"),
        ("почта: мария@пример.рф", "мария@пример.рф"),
        ("old@a.example, no: new@b.example", "new@b.example"),
    ],
)
def test_an_address_is_found(text: str, address: str) -> None:
    assert email_in([text]) == address


@pytest.mark.parametrize("text", ["@mill.example", "ilse@mill", "ilse at mill.example", "5 @ 3.50", ""])
def test_what_is_none_is_not_taken_for_one(text: str) -> None:
    assert email_in([text]) == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("call +44 20 7946 0000 today", "+44 20 7946 0000"),
        ("8 (495) 123-45-67", "8 (495) 123-45-67"),
        ("мой номер 89161234567", "89161234567"),
        ("+49(171)2345678", "+49(171)2345678"),
        ("first +1 202 555 0100 then +1 202 555 0199", "+1 202 555 0199"),
    ],
)
def test_a_number_is_found(text: str, number: str) -> None:
    assert phone_in([text]) == number


@pytest.mark.parametrize(
    "text",
    ["order 1234567890", "2026-11-22 10:30", "+7", "it costs 1 250 000", "192.168.100.200", "article 4006381333931"],
)
def test_a_figure_is_not_taken_for_one(text: str) -> None:
    assert phone_in([text]) == ""


def test_the_last_text_counts() -> None:
    assert email_in(["a@a.example", "nothing", "b@b.example", "nothing"]) == "b@b.example"


def test_a_text_made_to_be_slow_is_not() -> None:
    started = time.thread_time()
    for text in ("a" * 5_000, "a@" * 2_500, "1.a" * 1_600, "+1" + " 1" * 2_400, "(" * 5_000, "7 " * 2_500):
        email_in([text])
        phone_in([text])
    assert time.thread_time() - started < 0.5
