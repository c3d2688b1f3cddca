"""Whom visitors get to who write without having been asked: the specialist for what they look at (D15, D51).

Needs a scope. Sites without such a rule pay one statement for a new conversation.
"""

from dataclasses import dataclass

from chatdesk.conversations.selectors import reachable_department
from chatdesk.triggers.engine.schedules import by_clock
from chatdesk.triggers.selectors.rules import NO_RULES, rule_set, rule_sets
from chatdesk.triggers.selectors.situations import facts_of
from chatdesk.triggers.selectors.visits import visits


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a conversation belongs."""

    department: int | None
    member: int | None = None


def wanted(*, visit_id: int, site_id: int, department_id: int | None) -> Wanted:
    """By the first rule that is true of the visit; while its people are away, as on the rest of the site."""
    routing = rule_set([rule for rule in rule_sets().get(site_id, NO_RULES).rules if rule.unasked])
    seen = next(iter(visits([visit_id])), None) if routing.rules else None
    if seen is None:
        return Wanted(department_id)
    facts, now = facts_of(seen, routing.names), by_clock(seen.now, seen.visit.visitor.site.tenant.time_zone)
    for rule in routing.rules:
        if rule.schedule.is_open(now) and rule.tree.holds(facts):
            return Wanted(reachable_department(rule.department, otherwise=department_id), rule.member)
    return Wanted(department_id)
