"""What became of questions is summed up before the visits that tell it are emptied (docs/decisions)."""

from collections.abc import Sequence

from chatdesk.triggers.engine.comparing import KEPT_COUNTS, Outcome
from chatdesk.triggers.models import Invitation, Tally, Trigger
from chatdesk.triggers.selectors.outcomes import goals_of, outcomes_of_moments


def keep_sums(visit_ids: Sequence[int]) -> None:
    """Adds the moments of these visits to the tallies of their rules; each once, however often this is called."""
    fresh = Invitation.objects.filter(visit_id__in=visit_ids, tallied=False)
    rules = Trigger.objects.filter(id__in=fresh.values("trigger_id")).in_bulk()
    if not rules:
        return
    goals = goals_of(rule.site_id for rule in rules.values())
    for rule_id, by_variant in outcomes_of_moments(rules, goals, visits=visit_ids).items():
        for variant, outcome in by_variant.items():
            _add(rules[rule_id], variant, outcome)
    fresh.update(tallied=True)


def _add(rule: Trigger, variant: str, outcome: Outcome) -> None:
    Tally.objects.get_or_create(trigger=rule, variant=variant)
    tally = Tally.objects.select_for_update().get(trigger=rule, variant=variant)
    if tally.since != rule.counted_since:
        tally = Tally(id=tally.pk, trigger=rule, variant=variant, since=rule.counted_since)
    for name in KEPT_COUNTS:
        setattr(tally, name, getattr(tally, name) + getattr(outcome, name))
    for goal, count in outcome.goals.items():
        tally.goals[str(goal)] = tally.goals.get(str(goal), 0) + count
    tally.save()
