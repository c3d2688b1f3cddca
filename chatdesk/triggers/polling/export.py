"""Answers to a poll as a file. Pure."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC

from chatdesk.polls.models import PollAnswer
from chatdesk.realtime.texts import harmless_cell

COLUMNS = ("answered_at", "visitor", "question", "kind", "answer")


def written(answers: Iterable[PollAnswer]) -> str:
    """One line for each answer, in a file that every spreadsheet opens, and that none takes for formulas.

    Times are in UTC; several chosen answers stand in one cell, each on a line of its own.
    """
    out = io.StringIO()
    out.write("\ufeff")
    lines = csv.writer(out)
    lines.writerow(COLUMNS)
    lines.writerows(_cells(one) for one in answers)
    return out.getvalue()


def _cells(one: PollAnswer) -> list[str]:
    at = one.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    texts = (one.visitor.called, one.question, one.kind, "\n".join(one.values))
    return [at, *(harmless_cell(text) for text in texts)]
