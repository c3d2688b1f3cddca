"""What becomes of words on their way in."""

import pytest

from chatdesk.realtime.texts import clean, mask_cards, message_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4111 1111 1111 1111", "•••• 1111"),
        ("card 5500-0000-0000-0004, thanks", "card •••• 0004, thanks"),
        ("４１１１１１１１１１１１１１１１", "•••• 1111"),
        ("12 4111 1111 1111 1111 7", "12 •••• 1111 7"),
        ("4111 1111 1111 1111 5500 0000 0000 0004", "•••• 1111 •••• 0004"),
        ("4111  1111‐1111\u20091111", "•••• 1111"),
        ("1 4111111111111111", "1 •••• 1111"),
        ("14111111111111111", "14111111111111111"),
        ("0000 0000 0000 0000", "0000 0000 0000 0000"),
        ("order 4111 1111 1111 1112", "order 4111 1111 1111 1112"),
        ("call +44 113 496 0142", "call +44 113 496 0142"),
    ],
)
def test_card_numbers_keep_only_their_last_four_digits(typed: str, kept: str) -> None:
    assert mask_cards(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x07b", "ab"),
        ("line\r\nbreak\ttab", "line\nbreak\ttab"),
        ("e\u0301", "é"),
        ("user\u202egnp.exe", "user⟨U+202E⟩gnp.exe"),
    ],
)
def test_control_characters_go_and_overrides_of_direction_are_shown(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_text_of_spaces_is_empty() -> None:
    assert message_text(" \n\t ") == ""
