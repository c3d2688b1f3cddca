"""The live rules of a client's sites, compiled once for each version of them. Needs a scope."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, F, Func, Value
from django.db.models.functions import Cast, Concat

from chatdesk.triggers.engine.conditions import BadTree, read
from chatdesk.triggers.engine.decision import Repeat, Rule
from chatdesk.triggers.engine.sieve import Sieve
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.questions.wording import names_in
from chatdesk.triggers.selectors.sites import as_id
from tenants.scope import current_tenant_id

log = structlog.get_logger()

MAX_CACHED_CLIENTS = 2_000


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one site in the order in which they may speak."""

    rules: tuple[Rule, ...] = ()
    names: frozenset[str] = frozenset()
    """The facts that any of them asks for."""
    sieve: Sieve = field(default_factory=lambda: Sieve(()))


NO_RULES = RuleSet()
RuleSets = Mapping[int, RuleSet]
"""By site."""

_compiled: dict[int, tuple[str, RuleSets]] = {}


def rule_sets() -> RuleSets:
    """The client's live rules by site: one statement while they are as they were, another one when they changed.

    What is compared is the version of every row, so that no way to change a rule goes unseen.
    """
    tenant_id, version = current_tenant_id(), _version()
    known = _compiled.get(tenant_id)
    if known is None or known[0] != version:
        if len(_compiled) >= MAX_CACHED_CLIENTS:
            _compiled.clear()
        known = _compiled[tenant_id] = (version, _read())
    return known[1]


def rule_in_reach(number: Any) -> Trigger | None:
    """The rule of this id; None if there is none, or it is no id."""
    asked = as_id(number)
    return Trigger.objects.filter(id=asked, deleted_at=None).first() if asked else None


def _version() -> str:
    row = Concat(
        Cast("id", CharField()), Value(":"), Cast(Func(F("pk"), template="xmin::text"), CharField()), Value(" ")
    )
    return Trigger.objects.aggregate(version=StringAgg(row, Value(""), order_by="id"))["version"] or ""


def _read() -> RuleSets:
    by_site: dict[int, list[Rule]] = {}
    for trigger in Trigger.objects.filter(enabled=True).order_by("priority", "id"):
        try:
            by_site.setdefault(trigger.site_id, []).append(compiled(trigger))
        except BadTree as error:
            # Checked when it was saved: a later version of the product knows less. The others go on.
            log.exception("rule_unreadable", trigger=trigger.id, path=error.path)
    return {site_id: rule_set(rules) for site_id, rules in by_site.items()}


def compiled(trigger: Trigger) -> Rule:
    """A trigger as the engine takes it; raises BadTree."""
    return Rule(
        id=trigger.id,
        tree=read(trigger.conditions),
        repeat=Repeat(trigger.repeat),
        days=trigger.repeat_days,
        most_waiting=trigger.most_waiting,
        department=trigger.department_id,
        member=trigger.member_id,
        or_anybody=trigger.otherwise == Trigger.Otherwise.ANYBODY,
        unasked=trigger.unasked,
        action=trigger.action,
        schedule=trigger.schedule,
        gaps=names_in(str([trigger.text, trigger.texts, trigger.variants])),
    )


def rule_set(rules: list[Rule]) -> RuleSet:
    """Rules in their order."""
    return RuleSet(tuple(rules), frozenset().union(*(rule.names for rule in rules)), Sieve(rules))
