"""Uncovered demand: what visitors come for, and whether a rule asks them about it (A26, A28). Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.engine.decision import Rule
from chatdesk.triggers.engine.replay import PastVisit, invited_at

UTC = ZoneInfo("UTC")
OF_VISIT = ("search_query", "utm_campaign", "landing_page")
ASKED_FOR = frozenset({*OF_VISIT, "page_url"})
SPECIFIC = ASKED_FOR | {"page_title", "referrer", "source_name", "utm_source", "utm_medium", "utm_term", "utm_content"}
"""A rule that asks for none of these greets everybody alike."""
SHOWN = 10
LEAST = 2
"""Visits without a question from which on something counts as demand."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that visitors came for."""

    fact: str
    value: str
    visits: int
    uncovered: int
    """Of them those that no specific rule would have asked."""

    @property
    def conditions(self) -> dict[str, object]:
        """What a rule for it would begin with."""
        if self.fact == "page_url":
            return on_page(self.value, seconds=20)
        wanted = {"fact": self.fact, "op": "contains", "value": self.value}
        return {"group": "all", "of": [wanted, *on_page("", seconds=20)["of"]]}


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was there to ask, for visits that saw a page (A26, A28)."""

    visits: int
    specific: int
    """A rule would have asked them about what they came for."""
    greeted: int
    """Only rules that ask everybody alike would have."""

    @property
    def silent(self) -> int:
        """No rule would have."""
        return self.visits - self.specific - self.greeted


def coverage(visits: Iterable[PastVisit], rules: Sequence[Rule], zone: ZoneInfo = UTC) -> Coverage:
    """Each visit once, by the best that it would have got."""
    specific = [rule for rule in rules if rule.names & SPECIFIC]
    general = [rule for rule in rules if not rule.names & SPECIFIC]
    counted: Counter[str] = Counter()
    for visit in visits:
        if visit.pages and _asked(visit, specific, zone):
            counted["specific"] += 1
        elif visit.pages:
            counted["greeted" if _asked(visit, general, zone) else "silent"] += 1
    return Coverage(counted.total(), counted["specific"], counted["greeted"])


def uncovered(visits: Iterable[PastVisit], rules: Sequence[Rule], zone: ZoneInfo = UTC) -> list[Demand]:
    """What most visits without a question came for, of each kind the first SHOWN."""
    specific = [rule for rule in rules if rule.names & SPECIFIC]
    seen: Counter[tuple[str, str]] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    for visit in visits:
        wishes = _wishes(visit)
        seen.update(wishes)
        if not _asked(visit, specific, zone):
            missed.update(wishes)
    ranked = [Demand(*wish, seen[wish], count) for wish, count in missed.most_common() if count >= LEAST]
    return [demand for fact in (*OF_VISIT, "page_url") for demand in _first(ranked, fact)]


def _asked(visit: PastVisit, rules: Iterable[Rule], zone: ZoneInfo) -> bool:
    return any(invited_at(visit, rule, zone) for rule in rules)


def _first(ranked: Iterable[Demand], fact: str) -> list[Demand]:
    return [demand for demand in ranked if demand.fact == fact][:SHOWN]


def _wishes(visit: PastVisit) -> set[tuple[str, str]]:
    if not visit.pages:
        return set()
    facts = visit.pages[0].facts
    of_visit = {(fact, _plain(fact, str(facts.get(fact) or ""))) for fact in OF_VISIT}
    of_pages = {("page_url", _plain("page_url", str(page.facts["page_url"]))) for page in visit.pages}
    return {(fact, value) for fact, value in of_visit | of_pages if value}


def _plain(fact: str, value: str) -> str:
    if fact in ("page_url", "landing_page"):
        return urlsplit(value).path
    return " ".join(value.lower().split())
