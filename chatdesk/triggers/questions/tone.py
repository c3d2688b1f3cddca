"""How a question sounds (A12, D50, E10). Pure. It warns in one line each and forbids nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

LONGEST = 120
"""Characters that are read at a glance."""

_GREETINGS = re.compile(
    r"^\W*(hello|hi|hey|good (morning|day|afternoon|evening)|welcome|can i help|how can i help|may i help"
    r"|здравствуйте|привет|добрый (день|вечер)|доброе утро|добро пожаловать|могу ли я|чем (я )?могу)\b",
    re.IGNORECASE,
)
_HELP = re.compile(r"\b(help you|помочь|быть полез\w+)\b", re.IGNORECASE)
_SHOUTED = re.compile(r"\b[A-ZА-ЯЁ]{5,}\b|\b[A-ZА-ЯЁ]{2,} [A-ZА-ЯЁ]{2,}\b")
_ENDINGS = re.compile(r"[.!?…]+(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a question."""

    good: bool
    text: str


def remarks(question: str, names: Iterable[str] = ()) -> list[Remark]:
    """What is good and what is not; ``names`` are those of the company and its sites. Nothing for an empty question."""
    if not question.strip():
        return []
    found = (_greets(question), _named(question, names), _shouts(question), _rambles(question))
    warnings = [text for text in found if text]
    praise = [] if warnings else [_("One thought, ends with a question.")]
    return [*(Remark(good=True, text=text) for text in praise), *(Remark(good=False, text=text) for text in warnings)]


def _greets(question: str) -> str:
    if _GREETINGS.search(question) or _HELP.search(question):
        return _("This greets, it does not ask. What would you ask this visitor in the shop?")
    return ""


def _named(question: str, names: Iterable[str]) -> str:
    folded = question.casefold()
    found = next((name for name in names if len(name) > 2 and name.casefold() in folded), "")
    return _("They are on your site already: leave out “{name}”.").format(name=found) if found else ""


def _shouts(question: str) -> str:
    if _SHOUTED.search(question) or question.count("!") > 1:
        return _("Capitals and exclamation marks sound like shouting.")
    return ""


def _rambles(question: str) -> str:
    if "?" not in question:
        return _("There is no question in it: nobody answers a statement.")
    if len(_ENDINGS.findall(question)) > 1 or question.count("?") > 1:
        return _("More than one thought. Keep the one that is easiest to answer.")
    if len(question) > LONGEST:
        return _("Long: up to {most} characters are read at a glance.").format(most=LONGEST)
    return ""
