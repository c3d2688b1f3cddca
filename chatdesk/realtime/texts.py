"""The one gate for words that people send: normalised, no control characters, card numbers masked."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BIDI = {ord(char): f"⟨U+{ord(char):04X}⟩" for char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
_DIGIT_RUN = re.compile(r"\d(?:[ \u00a0.\-–]?\d){12,18}")


def clean(text: str) -> str:
    """NFC, no control characters except newline and tab, overrides of direction shown instead of obeyed."""
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROL.sub("", normal).translate(_BIDI)


def mask_cards(text: str) -> str:
    """Hides payment card numbers (13–19 digits that pass Luhn) except their last four; nobody can unhide them."""
    return _DIGIT_RUN.sub(_mask, text)


def message_text(text: str) -> str:
    """A message as it may be stored; empty if nothing is left of it."""
    return mask_cards(clean(text)).strip()


def _mask(match: re.Match[str]) -> str:
    digits = [str(unicodedata.decimal(char)) for char in match.group() if char.isdecimal()]
    return "•••• " + "".join(digits[-4:]) if _luhn("".join(digits)) else match.group()


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
