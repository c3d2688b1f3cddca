"""Patterns with stars. Pure, and linear in what visitors send: no pattern can be made slow."""


def fits(glob: str, text: str) -> bool:
    """Whether the whole text matches; ``*`` stands for anything, also for nothing, every other character for itself.

    Case does not matter. The pieces between the stars are searched from left to right, each once: taking the first
    place where a piece fits never spoils a later one, so nothing is ever tried again.
    """
    pieces, address = glob.lower().split("*"), text.lower()
    if len(pieces) == 1:
        return address == pieces[0]
    first, *middle, last = pieces
    start, end = len(first), len(address) - len(last)
    ends_fit = start <= end and address.startswith(first) and address.endswith(last)
    return ends_fit and _in_order(middle, address, start, end)


def _in_order(pieces: list[str], text: str, start: int, end: int) -> bool:
    for piece in pieces:
        found = text.find(piece, start, end)
        if found < 0:
            return False
        start = found + len(piece)
    return True
