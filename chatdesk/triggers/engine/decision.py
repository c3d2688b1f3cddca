"""Which rule speaks, and when another could. Pure: rules and a situation in, an answer with its reasons out."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from chatdesk.triggers.engine.conditions import Group, conditions
from chatdesk.triggers.engine.facts import Facts, fact_of
from chatdesk.triggers.engine.kinds import Changes
from chatdesk.triggers.engine.moments import Moments, first, intersection
from chatdesk.triggers.engine.schedules import ALWAYS_OPEN, Schedule

RECHECK_SECONDS = 15.0
"""How often a rule is looked at again that only waits for others: for an operator, for a shorter queue."""


class Repeat(StrEnum):
    """How often a rule may speak to the same visitor."""

    VISIT = "visit"
    VISITOR = "visitor"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Rule:
    """What the engine knows of a live trigger."""

    id: int
    tree: Group
    repeat: Repeat = Repeat.VISIT
    days: int = 0
    """With ``Repeat.DAYS``: how many have to pass."""
    most_waiting: int | None = None
    """Silent while more visitors wait for an operator (A07)."""
    department: int | None = None
    """Whose people it asks in the name of."""
    member: int | None = None
    """In whose name it asks, before anybody else's."""
    or_anybody: bool = False
    """Asks in the name of anybody of the site while those are away; else it is silent then."""
    unasked: bool = False
    """Whoever writes while it is true gets to its people, asked or not."""
    action: str = "bubble"
    """What it does, as ``Trigger.Action`` calls it; when it speaks does not depend on that."""
    schedule: Schedule = ALWAYS_OPEN
    gaps: frozenset[str] = frozenset()
    """What its questions have gaps for."""
    names: frozenset[str] = field(init=False)
    """The facts that it asks for."""
    waits_for_others: bool = field(init=False)
    """Whether what it asks for can change at any moment."""

    def __post_init__(self) -> None:
        queue = {"queue_length"} if self.most_waiting is not None else set()
        names = queue | {condition.asks_for for _path, condition in conditions(self.tree)}
        object.__setattr__(self, "names", frozenset(names))
        live = any(fact_of(name).changes is Changes.BY_OTHERS for name in names)
        object.__setattr__(self, "waits_for_others", live)

    def soonest(self, facts: Facts, now: datetime | None, after: float = 0.0) -> float:
        """Seconds until the first moment, ``after`` so many, of those that ``could_speak`` tells; inf without one."""
        for gate in self.tree.passes:
            if not gate(facts):
                return math.inf
        sets = [node.could_be(True, facts) for node in self.tree.needed]
        if now is not None and self.schedule is not ALWAYS_OPEN:
            sets.append(self.schedule.moments(now))
        return first(sets, after)

    def could_speak(self, facts: Facts, now: datetime | None) -> Moments:
        """All moments in which its conditions could be true and its schedule is open."""
        moments = self.tree.could_be(True, facts)
        if now is None or not moments or self.schedule is ALWAYS_OPEN:
            return moments
        return intersection([moments, self.schedule.moments(now)])


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for all rules of a site together."""

    most_per_visit: int = 2
    pause_seconds: float = 120.0
    """Between any two invitations to a visitor."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A visit as the engine sees it."""

    facts: Facts
    now: datetime | None = None
    """By the clock of the site's client; None: schedules are no obstacle."""
    asked: Mapping[int, float] = field(default_factory=dict)
    """Seconds since each rule spoke last to this visitor, in any visit."""
    asked_in_visit: frozenset[int] = frozenset()
    """Rules that spoke in this visit."""
    do_not_invite: bool = False
    """Operators have noted so (E06)."""
    by_hand: float = math.inf
    """Seconds since an operator invited this visitor by hand, in any visit."""
    by_hand_in_visit: int = 0
    """How often operators did so in this one."""
    polled: frozenset[int] = frozenset()
    """Rules whose poll the visitor has answered, if only in part: it is not asked again."""
    talking: bool = False
    """The visitor's conversation is open."""
    on_screen: bool = False
    """An invitation waits for an answer."""
    held: bool = False
    """It is one that the visitor does not see: they are in the control group of its rule."""
    away: bool = False
    """The site stands in the background."""
    declined: bool = False
    """The visitor dismissed one: this visit gets no other."""
    site_full: bool = False
    """The site has invited as many visitors in the last minute as it may."""


class Obstacle(StrEnum):
    """Why no rule may speak, or not this one."""

    DO_NOT_INVITE = "do_not_invite"
    TALKING = "talking"
    HELD = "held"
    ON_SCREEN = "on_screen"
    AWAY = "away"
    DECLINED = "declined"
    RATE = "rate"
    ENOUGH = "enough"
    PAUSE = "pause"
    ASKED = "asked"
    QUEUE = "queue"
    SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the engine thinks of one rule."""

    rule: Rule
    holds: bool
    """Its conditions are true."""
    obstacle: Obstacle | None
    """What keeps it silent even so."""

    @property
    def speaks(self) -> bool:
        """It would, if no rule came before it."""
        return self.holds and self.obstacle is None


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done about a visit."""

    speaker: Rule | None
    """The first rule, in the order of their priority, that is true and may speak."""
    wait: float | None = None
    """Without a speaker: seconds until one could be; None if none will while the visitor stays on this page."""


def decide(rules: Iterable[Rule], situation: Situation, limits: Limits = Limits()) -> Decision:
    """Which rule speaks now, or when another look is worth it: never too late.

    Rules that only wait for others are looked at again every RECHECK_SECONDS.
    """
    common, pause = _obstacle_for_all(situation, limits), _pause_left(situation, limits)
    if common is Obstacle.RATE:
        return Decision(None, RECHECK_SECONDS)
    if common and common is not Obstacle.PAUSE:
        return Decision(None)
    waits = []
    for rule in rules:
        start = rule.soonest(situation.facts, situation.now, pause)
        if start == math.inf or _asked(rule, situation):
            continue
        if start == 0 and _speaks(rule, situation):
            return Decision(rule)
        waits.append(start or _wait(rule, situation))
    return Decision(None, min((wait for wait in waits if wait is not None), default=None))


def _speaks(rule: Rule, situation: Situation) -> bool:
    return _obstacle(rule, situation) is None and rule.tree.holds(situation.facts)


def verdicts(rules: Iterable[Rule], situation: Situation, limits: Limits = Limits()) -> list[Verdict]:
    """What the engine thinks of every rule, in their order."""
    common = _obstacle_for_all(situation, limits)
    return [Verdict(rule, rule.tree.holds(situation.facts), common or _obstacle(rule, situation)) for rule in rules]


def earliest(rules: Iterable[Rule], facts: Facts, now: datetime | None = None) -> float | None:
    """Seconds until the first rule could speak to a visit of which only these facts are known; None if none can."""
    start = min((rule.soonest(facts, now) for rule in rules), default=math.inf)
    return None if start == math.inf else start


def _wait(rule: Rule, situation: Situation) -> float | None:
    """Of a rule that could be true now, and is not."""
    if rule.waits_for_others:
        return RECHECK_SECONDS
    moments = rule.could_speak(situation.facts, situation.now)
    return min((begin for begin, _end in moments[1:]), default=None)


def _obstacle_for_all(situation: Situation, limits: Limits) -> Obstacle | None:
    if situation.do_not_invite:
        return Obstacle.DO_NOT_INVITE
    if situation.talking:
        return Obstacle.TALKING
    if situation.on_screen:
        return Obstacle.HELD if situation.held else Obstacle.ON_SCREEN
    if situation.away:
        return Obstacle.AWAY
    if situation.declined:
        return Obstacle.DECLINED
    if len(situation.asked_in_visit) + situation.by_hand_in_visit >= limits.most_per_visit:
        return Obstacle.ENOUGH
    if _pause_left(situation, limits) > 0:
        return Obstacle.PAUSE
    return Obstacle.RATE if situation.site_full else None


def _pause_left(situation: Situation, limits: Limits) -> float:
    since_last = min([situation.by_hand, *situation.asked.values()])
    return max(0.0, limits.pause_seconds - since_last)


def _obstacle(rule: Rule, situation: Situation) -> Obstacle | None:
    if _asked(rule, situation):
        return Obstacle.ASKED
    if situation.now is not None and not rule.schedule.is_open(situation.now):
        return Obstacle.SCHEDULE
    waiting = situation.facts.get("queue_length") or 0
    return Obstacle.QUEUE if rule.most_waiting is not None and waiting > rule.most_waiting else None


def _asked(rule: Rule, situation: Situation) -> bool:
    if rule.id in situation.asked_in_visit or rule.id in situation.polled:
        return True
    seconds = situation.asked.get(rule.id)
    if seconds is None or rule.repeat is Repeat.VISIT:
        return False
    return rule.repeat is Repeat.VISITOR or seconds < rule.days * 86_400
