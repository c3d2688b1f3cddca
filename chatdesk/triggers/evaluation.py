"""Lets the rules look at visits whose moment has come, many at a time. Needs a scope.

The number of statements does not depend on the number of visits or rules until somebody is invited, but for rules that
ask for contacts, which are read out of the visitor's messages, and for sites that limit their invitations in a minute.
"""

from collections.abc import Iterable

from chatdesk.conversations.selectors import operators_here
from chatdesk.realtime import presence
from chatdesk.triggers.engine.decision import decide
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.personas import Crew, Personas
from chatdesk.triggers.selectors.invitations import invitation
from chatdesk.triggers.selectors.rules import NO_RULES, RuleSet, rule_sets
from chatdesk.triggers.selectors.seen import Asked, Seen
from chatdesk.triggers.selectors.situations import limits_of, situation_of
from chatdesk.triggers.selectors.visits import visits
from chatdesk.triggers.services import close, invite
from tenants.scope import current_tenant_id

WATCH_SECONDS = 30.0
"""How often an unanswered invitation is checked: it is withdrawn when its operator has gone."""


def evaluate_visits(visit_ids: Iterable[int]) -> dict[int, float | None]:
    """Invites where a rule speaks; returns for each visit the seconds until it has to be looked at again, or None."""
    waits: dict[int, float | None] = dict.fromkeys(visit_ids)
    sets = rule_sets()
    here = presence.present(presence.VISITORS, current_tenant_id())
    crew = Crew()
    for seen in visits(waits):
        if seen.visit.visitor_id in here:
            waits[seen.visit.id] = _evaluate(seen, sets.get(seen.visit.visitor.site_id, NO_RULES), crew)
    return waits


def _evaluate(seen: Seen, rule_set: RuleSet, crew: Crew) -> float | None:
    if seen.on_screen:
        return None if seen.talking else _watch(seen.on_screen)
    situation = situation_of(seen, rule_set.names)
    limits = limits_of(seen)
    left, personas = rule_set.sieve.left(situation.facts), Personas(seen.visit, crew)
    decision = decide(left, situation, limits)
    while decision.speaker:
        rule, already = decision.speaker, len(seen.in_visit)
        member = personas.of(rule)
        if member and invite(visit=seen.visit, trigger_id=rule.id, member=member, already=already):
            return WATCH_SECONDS
        left.remove(rule)
        decision = decide(left, situation, limits)
    return decision.wait


def _watch(asked: Asked) -> float | None:
    if asked.held or asked.begun_at:
        return None
    if asked.member_id in operators_here():
        return WATCH_SECONDS
    close(invitation(asked.id), Invitation.State.WITHDRAWN)
    return None
