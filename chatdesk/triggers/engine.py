"""Which rule speaks, and when another could. Pure: rules and a situation in, an answer out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chatdesk.triggers.conditions import page_fits

MOST_PER_VISIT = 2
"""Invitations that one visit gets at most (A07)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What the engine knows of an enabled trigger: page AND seconds on it."""

    id: int
    page_glob: str
    seconds_on_page: int


@dataclass(frozen=True, slots=True)
class Situation:
    """A visit as the engine sees it."""

    page_url: str
    seconds_on_page: float
    asked: frozenset[int] = frozenset()
    """Triggers that spoke in this visit."""
    talking: bool = False
    """The visitor's conversation is open."""
    on_screen: bool = False
    """An invitation waits for an answer."""
    declined: bool = False
    """The visitor dismissed one: this visit gets no other."""

    @property
    def quiet(self) -> bool:
        """No rule may speak now, whatever the page."""
        return self.talking or self.on_screen or self.declined or len(self.asked) >= MOST_PER_VISIT


def speaker(rules: Sequence[Rule], situation: Situation) -> Rule | None:
    """The first rule, in the order of their priority, that is true and may speak."""
    if situation.quiet:
        return None
    for rule in rules:
        if _open_to(rule, situation) and rule.seconds_on_page <= situation.seconds_on_page:
            return rule
    return None


def seconds_until_another(rules: Iterable[Rule], situation: Situation) -> float | None:
    """How long until a further rule becomes true if the visitor stays on this page; None if none will."""
    if situation.quiet:
        return None
    waits = (rule.seconds_on_page - situation.seconds_on_page for rule in rules if _open_to(rule, situation))
    return min((wait for wait in waits if wait > 0), default=None)


def earliest(rules: Iterable[Rule], page_url: str) -> int | None:
    """Seconds on this page after which the first rule could become true; None if no rule is for this page."""
    return min((rule.seconds_on_page for rule in rules if page_fits(rule.page_glob, page_url)), default=None)


def _open_to(rule: Rule, situation: Situation) -> bool:
    return rule.id not in situation.asked and page_fits(rule.page_glob, situation.page_url)
