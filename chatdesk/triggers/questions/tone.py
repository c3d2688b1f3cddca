"""How a question sounds (A12, D50, E10). Pure. It warns in one line each and forbids nothing.

The five rules of E10 are ``_named`` and ``_advertises`` (neither the company's name nor what it does), ``_as_company``
(“I”), ``_long`` (short), ``_stiff`` (simple) and ``_rambles`` (one thought).
"""

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
_COMPANY = re.compile(
    r"\b(we|we['’](re|ll|ve)|our|ours|us|мы|нас|нам|нами|наш(а|е|и|у|ей|ем|его|ему|их|им|ими)?)\b", re.IGNORECASE
)
_PROFILE = re.compile(
    r"\b(official (site|store|shop|dealer)|online (shop|store)|market leader|leading (supplier|company|provider)"
    r"|number one|(best|lowest) prices?|high quality|интернет-магазин\w*|официальн\w+ (сайт|магазин|дилер)\w*"
    r"|лидер\w* рынка|лучш\w+ цен\w*|низк\w+ цен\w*|высок\w+ качеств\w*|широк\w+ ассортимент\w*)\b",
    re.IGNORECASE,
)
_STIFF = re.compile(
    r"\b(in order to|with regard to|regarding|utili[sz]e|hereby|aforementioned|kindly|assistance|purchase"
    r"|осуществ\w+|являет\w+|являют\w+|в целях|данн(ый|ая|ое|ого|ой|ым)|приобрест\w*|приобретени\w+"
    r"|интересующ\w+|вышеуказанн\w+|в отношении|посредством|консультаци\w+)\b",
    re.IGNORECASE,
)
MOST_COMMAS = 2
"""With more of them nobody would say it aloud."""
_SHOUTED = re.compile(r"\b[A-ZА-ЯЁ]{5,}\b|\b[A-ZА-ЯЁ]{2,} [A-ZА-ЯЁ]{2,}\b")
_ENDINGS = re.compile(r"[.!?…]+(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a question."""

    good: bool
    text: str


def remarks(question: str, names: Iterable[str] = (), *, asks: bool = True) -> list[Remark]:
    """What is good and what is not; ``names`` are those of the company and its sites. Nothing for an empty question.

    ``asks``: it is one; a banner's words need not be.
    """
    if not question.strip():
        return []
    found = (
        _greets(question),
        _named(question, names),
        _advertises(question),
        _as_company(question),
        _shouts(question),
        _stiff(question),
        _rambles(question, asks=asks) or _long(question),
    )
    warnings = [text for text in found if text]
    praise = [] if warnings else [_("One thought, ends with a question.") if asks else _("One thought.")]
    return [*(Remark(good=True, text=text) for text in praise), *(Remark(good=False, text=text) for text in warnings)]


def is_generic(question: str) -> bool:
    """It greets or offers help instead of asking (A26)."""
    return bool(_GREETINGS.search(question) or _HELP.search(question))


def _greets(question: str) -> str:
    if is_generic(question):
        return _("This greets, it does not ask. What would you ask this visitor in the shop?")
    return ""


def _named(question: str, names: Iterable[str]) -> str:
    folded = question.casefold()
    found = next((name for name in names if len(name) > 2 and name.casefold() in folded), "")
    return _("They are on your site already: leave out “{name}”.").format(name=found) if found else ""


def _advertises(question: str) -> str:
    found = _PROFILE.search(question)
    return _("They see where they are: leave out “{words}”.").format(words=found[0]) if found else ""


def _as_company(question: str) -> str:
    found = _COMPANY.search(question)
    if not found:
        return ""
    return _("“{word}” is a company speaking; one person asks. Say it with “I”, or without.").format(word=found[0])


def _stiff(question: str) -> str:
    if found := _STIFF.search(question):
        return _("“{words}” is for letters. Say it as you would aloud.").format(words=found[0])
    if len(re.findall(r"[,;(]", question)) > MOST_COMMAS:
        return _("A long-winded sentence. Say it as you would aloud.")
    return ""


def _shouts(question: str) -> str:
    if _SHOUTED.search(question) or question.count("!") > 1:
        return _("Capitals and exclamation marks sound like shouting.")
    return ""


def _rambles(question: str, *, asks: bool) -> str:
    if asks and "?" not in question:
        return _("There is no question in it: nobody answers a statement.")
    if len(_ENDINGS.findall(question)) > 1 or question.count("?") > 1:
        return _("More than one thought. Keep the one that is easiest to answer.")
    return ""


def _long(question: str) -> str:
    if len(question) > LONGEST:
        return _("Long: up to {most} characters are read at a glance.").format(most=LONGEST)
    return ""
