"""The one gate for words that people send: normalised, no control characters, card numbers masked."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BIDI = {ord(char): f"⟨U+{ord(char):04X}⟩" for char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
_DIGIT_RUN = re.compile(r"\d(?:[ \u00a0\u2009\u202f.\-\u2010-\u2015]{0,2}\d){12,}")
SHORTEST_CARD, LONGEST_CARD = 13, 19
"""Digits of a payment card's number."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet would take for a formula at the beginning of a cell."""


def clean(text: str) -> str:
    """NFC, no control characters except newline and tab, overrides of direction shown instead of obeyed."""
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROL.sub("", normal).translate(_BIDI)


def mask_cards(text: str, sign: str = "•••• ") -> str:
    """Hides payment card numbers (13–19 digits that pass Luhn) except their last four; nobody can unhide them.

    Spaces and dashes inside a number are part of it; another number beside it does not protect it. ``sign`` stands
    for what is hidden.
    """
    return _DIGIT_RUN.sub(lambda run: _mask(run.group(), sign), text)


def message_text(text: str) -> str:
    """A message as it may be stored; empty if nothing is left of it."""
    return mask_cards(clean(text)).strip()


def harmless_cell(text: str) -> str:
    """A cell of a CSV file that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _mask(run: str, sign: str) -> str:
    """Digits and what people put between them, without the card numbers among them."""
    places = [place for place, char in enumerate(run) if char.isdecimal()]
    sums = _Sums([unicodedata.decimal(run[place]) for place in places])
    kept, shown = [], 0
    for start, end in _cards(places, sums):
        kept += [run[shown : places[start]], sign, *(str(sums.digits[at]) for at in range(end - 4, end))]
        shown = places[end - 1] + 1
    return "".join([*kept, run[shown:]])


def _cards(places: list[int], sums: "_Sums") -> Iterator[tuple[int, int]]:
    """First digit and the one behind the last of each number; it begins and ends where no other digit touches it."""
    edges = [0, *(at for at in range(1, len(places)) if places[at] - places[at - 1] > 1), len(places)]
    free = 0
    for at, start in enumerate(edges):
        near = edges[at + 1 : at + 1 + LONGEST_CARD] if start >= free else []
        ends = [end for end in near if SHORTEST_CARD <= end - start <= LONGEST_CARD]
        found = next((end for end in reversed(ends) if sums.pass_luhn(start, end)), 0)
        if found:
            yield start, found
            free = found


class _Sums:
    """Running sums, so that every stretch of a long run is judged at the price of one."""

    def __init__(self, digits: list[int]) -> None:
        self.digits = digits
        doubled = [2 * digit - 9 if digit > 4 else 2 * digit for digit in digits]
        pairs = list(enumerate(zip(digits, doubled, strict=True)))
        rows = [[two if at % 2 == parity else one for at, (one, two) in pairs] for parity in (0, 1)]
        self._sums = [list(accumulate(row, initial=0)) for row in rows]

    def pass_luhn(self, start: int, end: int) -> bool:
        """Whether the digits from ``start`` to before ``end`` could be a card's; zeros alone are none."""
        total = self._sums[end % 2][end] - self._sums[end % 2][start]
        return total > 0 and total % 10 == 0
