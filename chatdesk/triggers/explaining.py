"""Why was this visitor not invited? Every rule, every condition, what it saw, the verdict (A25). Needs a scope."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatdesk.triggers.actions import in_words
from chatdesk.triggers.engine.catalogue.choices import WEEKDAYS
from chatdesk.triggers.engine.conditions import Condition, Group, Joined, Node
from chatdesk.triggers.engine.decision import Obstacle, Situation, Verdict, verdicts
from chatdesk.triggers.engine.facts import MOMENT, Facts
from chatdesk.triggers.engine.schedule_words import moment_words, schedule_words
from chatdesk.triggers.engine.schedules import Schedule
from chatdesk.triggers.engine.sentences import condition_parts
from chatdesk.triggers.personas import Crew, Personas
from chatdesk.triggers.selectors.rules import NO_RULES, rule_sets
from chatdesk.triggers.selectors.situations import limits_of, situation_of
from chatdesk.triggers.selectors.visits import visits
from chatdesk.triggers.versions.selectors import Standing, standings
from chatdesk.visitors.models import Visit

OVER_AFTER = timedelta(minutes=30)

OBSTACLES = {
    Obstacle.DO_NOT_INVITE: gettext_lazy("An operator has noted: do not invite this visitor."),
    Obstacle.TALKING: gettext_lazy("The visitor is in a conversation."),
    Obstacle.ON_SCREEN: gettext_lazy("An invitation waits for an answer."),
    Obstacle.AWAY: gettext_lazy("The visitor looks at something else: the page stands in the background."),
    Obstacle.HELD: gettext_lazy(
        "The visitor is in the control group of a rule: nothing was shown, and nothing else is asked for three pages."
    ),
    Obstacle.DECLINED: gettext_lazy("The visitor closed an invitation: this visit gets no other."),
    Obstacle.RATE: gettext_lazy("The site has invited as many visitors in the last minute as it may."),
    Obstacle.ENOUGH: gettext_lazy("The visit has had as many invitations as it may."),
    Obstacle.PAUSE: gettext_lazy("The last invitation was too short a time ago."),
    Obstacle.ASKED: gettext_lazy("It has asked this visitor already."),
    Obstacle.SCHEDULE: gettext_lazy("It is outside its days and hours."),
    Obstacle.QUEUE: gettext_lazy("Too many visitors wait."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A condition, or the head of a group."""

    depth: int
    words: str
    holds: bool
    seen: str = ""


@dataclass(frozen=True, slots=True)
class RuleReport:
    """What one rule thinks of the visit."""

    trigger_id: int
    name: str
    speaks: bool
    verdict: str
    lines: list[Line]
    standing: Standing
    """Of which version this is said; what is not published yet is not looked at."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What all live rules of the site think of the visit."""

    visit: Any
    at: datetime
    is_over: bool
    """Seen as the last page was opened."""
    rules: list[RuleReport]


def explain(visit_id: int) -> Explanation | None:
    """The visit as every rule sees it now, or saw it when it was seen last; None if it never opened a page."""
    seen = next(iter(visits([visit_id])), None)
    if seen is None:
        return None
    is_over = seen.now - seen.visit.last_at > OVER_AFTER
    if is_over:
        seen.now, seen.visit.away_since = seen.visit.last_at, None
    rule_set = rule_sets().get(seen.visit.visitor.site_id, NO_RULES)
    situation = situation_of(seen, rule_set.names)
    told = standings(rule.id for rule in rule_set.rules)
    thoughts = verdicts(rule_set.rules, situation, limits_of(seen))
    personas = None if is_over else Personas(seen.visit, Crew())
    found = [_report(verdict, told[verdict.rule.id], seen.visit, situation, personas) for verdict in thoughts]
    return Explanation(seen.visit, seen.now, is_over, found)


def _report(
    verdict: Verdict, standing: Standing, visit: Visit, situation: Situation, personas: Personas | None
) -> RuleReport:
    lines = list(_lines(verdict.rule.tree, situation.facts, 0))
    deed = in_words(verdict.rule.action, visit) if verdict.speaks else ""
    words = f"{_verdict(verdict, situation, personas)} {deed}".strip()
    return RuleReport(verdict.rule.id, standing.name, verdict.speaks, words, lines, standing)


def _verdict(verdict: Verdict, situation: Situation, personas: Personas | None) -> str:
    if not verdict.holds:
        return _("Its conditions are not true.")
    if verdict.obstacle is Obstacle.SCHEDULE and situation.now:
        return _closed(verdict.rule.schedule, situation.now)
    if verdict.obstacle:
        return str(OBSTACLES[verdict.obstacle])
    if personas is None:
        return _("It asks, if somebody is there in whose name, and no rule before it does.")
    member = personas.of(verdict.rule)
    if member is None:
        return _("Nobody is at the desk in whose name it could ask.")
    return _("It asks in the name of %s, if no rule before it does.") % member.name


def _closed(schedule: Schedule, now: datetime) -> str:
    said = _("It asks only at these times: {when}. It was {now} by the site's clock.").format(
        when=schedule_words(schedule), now=moment_words(now)
    )
    opens = schedule.opens(now)
    return (
        said if opens is None else f"{said} {_('The next time begins: {moment}.').format(moment=moment_words(opens))}"
    )


_HEADS = {
    Joined.ALL: gettext_lazy("All of these"),
    Joined.ANY: gettext_lazy("Any of these"),
    Joined.NONE: gettext_lazy("None of these"),
}


def _lines(node: Node, facts: Facts, depth: int) -> Iterator[Line]:
    if isinstance(node, Group):
        yield Line(depth, str(_HEADS[node.joined]), node.holds(facts))
        for member in node.members:
            yield from _lines(member, facts, depth + 1)
    else:
        words = "".join(part.text for part in condition_parts(node))
        yield Line(depth, words, node.holds(facts), _seen(node, facts))


def _seen(condition: Condition, facts: Facts) -> str:
    value = condition.seen(facts)
    if value is None or value == "":
        return _("not known")
    if condition.name == MOMENT:
        day, second = divmod(int(value), 86_400)
        return f"{WEEKDAYS[day][1]}, {second // 3_600:02}:{second % 3_600 // 60:02}"
    if isinstance(value, tuple):
        return str(len(value))
    if condition.fact.choices:
        return str(dict(condition.fact.choices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        # Units are plurals: one of them stands better alone.
        return f"{localize(_rounded(value))} {condition.fact.unit if value != 1 else ''}".strip()
    return str(value)


def _rounded(value: float) -> float:
    """Tenths of seconds matter in the first moments only."""
    return round(value) if abs(value) >= 10 or float(value).is_integer() else round(value, 1)
