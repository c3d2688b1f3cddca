"""Background work of triggers: a tick finds due visits, a task per client looks at them."""

from typing import Any
from zoneinfo import ZoneInfo

from celery import shared_task

from chatdesk.triggers import due, runs
from chatdesk.triggers.engine.conditions import read
from chatdesk.triggers.engine.decision import Rule
from chatdesk.triggers.engine.replay import Outcome
from chatdesk.triggers.engine.schedules import ALWAYS_OPEN, of_plain
from chatdesk.triggers.evaluation import evaluate_visits
from chatdesk.triggers.past_questions import SHOWN_FACTS, shown
from chatdesk.triggers.personas import somebody
from chatdesk.triggers.selectors.history import CHUNK, past_visit_ids, past_visits
from chatdesk.triggers.selectors.sites import time_zone_of
from chatdesk.triggers.selectors.situations import present_visits
from chatdesk.triggers.services import announce_rules
from tenants.scope import tenant_scope
from tenants.tasks import Housekeeping, SteppedTenantTask, TenantTask

ROUNDS = 20
"""Batches that one tick hands out at most; the rest waits for the next tick."""


@shared_task(base=Housekeeping)
def tick() -> None:
    """Twice a second: hands due visits to their clients' tasks."""
    for _ in range(ROUNDS):
        claims = due.claim()
        for claim in claims:
            evaluate.delay(claim.tenant_id, claim.visit_ids, claim.lease)
        if sum(len(claim.visit_ids) for claim in claims) < due.BATCH:
            return


@shared_task(base=TenantTask)
def look_again(tenant_id: int, site_id: int) -> None:
    """The site's rules changed: everybody who is there is looked at, and watched for what the new ones ask."""
    announce_rules(site_id)
    due.mark_now(tenant_id=tenant_id, visit_ids=present_visits(site_id))


@shared_task(base=SteppedTenantTask)
def replay(
    tenant_id: int,
    run: str,
    site_id: int,
    conditions: Any,
    days: int,
    schedule: dict[str, Any] | None = None,
    text: str = "",
) -> None:
    """The time machine: what these conditions, at these times, would have done with the visits of so many days.

    ``text`` is the question, for the visits that are shown one by one.
    """
    outcome: Outcome | None = None
    examples: list[runs.Shown] = []
    try:
        rule = Rule(0, read(conditions), schedule=of_plain(schedule) if schedule else ALWAYS_OPEN)
        outcome, examples = _replayed(tenant_id, run, site_id, rule, days, text)
    finally:
        runs.end(tenant_id, run, outcome, examples)


def _replayed(
    tenant_id: int, run: str, site_id: int, rule: Rule, days: int, text: str
) -> tuple[Outcome, list[runs.Shown]]:
    outcome = Outcome()
    with tenant_scope(tenant_id):
        ids, zone = past_visit_ids(site_id, days=days), ZoneInfo(time_zone_of(site_id))
        person = somebody()
    for at in range(0, len(ids), CHUNK):
        with tenant_scope(tenant_id):
            for visit in past_visits(ids[at : at + CHUNK], rule.names | SHOWN_FACTS):
                outcome.add(visit, rule, zone)
        runs.tell(tenant_id, run, done=min(len(ids), at + CHUNK), total=len(ids))
    return outcome, [shown(one, zone, text, person) for one in outcome.examples]


@shared_task(base=TenantTask)
def evaluate(tenant_id: int, visit_ids: list[int], lease: str) -> None:
    """Invites where a rule speaks; the visits are settled once that is committed."""
    waits = evaluate_visits(visit_ids)
    due.settle_on_commit(tenant_id=tenant_id, lease=lease, waits=waits)
