"""Lets the rules look at visits whose moment has come, many at a time. Needs a scope.

The number of statements does not depend on the number of visits or rules until somebody is invited.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from chatdesk.conversations.selectors import latest_of, operators_here, routed_member
from chatdesk.realtime import presence
from chatdesk.triggers import selectors
from chatdesk.triggers.engine import Rule, seconds_until_another, speaker
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.selectors import Asked, Seen
from chatdesk.triggers.services import close, invite
from chatdesk.visitors.models import Visit
from tenants.models import Member
from tenants.scope import current_tenant_id

WATCH_SECONDS = 30.0
"""How often an unanswered invitation is checked: it is withdrawn when its operator has gone."""


def evaluate_visits(visit_ids: Iterable[int]) -> dict[int, float | None]:
    """Invites where a rule speaks; returns for each visit the seconds until it has to be looked at again, or None."""
    waits: dict[int, float | None] = dict.fromkeys(visit_ids)
    here = presence.present(presence.VISITORS, current_tenant_id())
    visits = [seen for seen in selectors.visits(waits) if seen.visit.visitor_id in here]
    asked = selectors.invitations_of(seen.visit.id for seen in visits)
    rules = selectors.rules_of({seen.visit.visitor.site_id for seen in visits})
    for seen in visits:
        waits[seen.visit.id] = _evaluate(seen, asked[seen.visit.id], rules[seen.visit.visitor.site_id])
    return waits


def _evaluate(seen: Seen, asked: Sequence[Asked], rules: Sequence[Rule]) -> float | None:
    situation = selectors.situation_of(seen, asked)
    if situation.on_screen:
        return None if situation.talking else _watch(next(one.invitation for one in asked if one.on_screen))
    rule = speaker(rules, situation)
    if rule is None:
        return seconds_until_another(rules, situation)
    if _invite(seen.visit, rule, already=len(asked)):
        return WATCH_SECONDS
    return seconds_until_another(rules, replace(situation, asked=situation.asked | {rule.id}))


def _watch(invitation: Invitation) -> float | None:
    if invitation.member_id in operators_here():
        return WATCH_SECONDS
    close(invitation, Invitation.State.WITHDRAWN)
    return None


def _invite(visit: Visit, rule: Rule, *, already: int) -> bool:
    member = _persona(visit)
    return member is not None and invite(visit=visit, trigger_id=rule.id, member=member, already=already)


def _persona(visit: Visit) -> Member | None:
    """Who would get the conversation: the member whom this visitor knows, else the one with the fewest (A22, B21)."""
    latest = latest_of(visit.visitor_id)
    return routed_member(
        department_id=visit.visitor.site.department_id,
        last_operator=latest.last_operator_id if latest else None,
    )
