"""Which of a file's encodings a browser gets (RFC 9110, 12.5.3)."""

import re
from collections.abc import Iterable

_REFUSED = re.compile(r"\s*q\s*=\s*0(\.0{0,3})?\s*", re.IGNORECASE)


def chosen(accepted: str, offered: Iterable[str]) -> str:
    """The first encoding on offer that an ``Accept-Encoding`` header names; ``identity``, where it names none.

    Weights say no more than yes or no: the order is ours, by size.
    """
    wishes = (wish.partition(";") for wish in accepted.split(","))
    taken = {name.strip().lower() for name, _, weight in wishes if not _REFUSED.fullmatch(weight)}
    return next((encoding for encoding in offered if encoding in taken), "identity")
