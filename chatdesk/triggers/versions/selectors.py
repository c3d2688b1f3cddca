"""Reads of drafts and versions; every function needs a scope."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, Model, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from chatdesk.triggers.models import Trigger
from chatdesk.triggers.selectors.sites import as_id
from chatdesk.triggers.versioned import TriggerVersion

Kind = TriggerVersion.Kind


@dataclass(frozen=True, slots=True)
class Standing:
    """Of which version something speaks."""

    name: str
    version: int
    has_draft: bool


def with_drafts(rules: QuerySet[Trigger]) -> QuerySet[Trigger]:
    """Rules that were not deleted, each with ``has_draft``: something of it is not published yet."""
    drafts = TriggerVersion.objects.filter(trigger_id=OuterRef("pk"), kind=Kind.DRAFT)
    return rules.filter(deleted_at=None).annotate(has_draft=Exists(drafts))


def standings(ids: Iterable[int]) -> dict[int, Standing]:
    """Name and version of rules."""
    rules: Iterable[Any] = with_drafts(Trigger.objects.filter(id__in=ids))
    return {rule.id: Standing(rule.name, rule.version, rule.has_draft) for rule in rules}


def draft_of(trigger_id: int) -> TriggerVersion | None:
    """What is not published yet."""
    return TriggerVersion.objects.filter(trigger_id=trigger_id, kind=Kind.DRAFT).first()


def versions_of(trigger_id: int) -> list[TriggerVersion]:
    """All that was done, the latest first, without the draft."""
    return list(TriggerVersion.objects.filter(trigger_id=trigger_id).exclude(kind=Kind.DRAFT).order_by("-id"))


def version_in_reach(number: Any, *, trigger_id: int) -> TriggerVersion | None:
    """The version of this id, of this rule; None if there is none, or it is no id."""
    asked = as_id(number)
    return TriggerVersion.objects.filter(id=asked, trigger_id=trigger_id).first() if asked else None


def live_since(trigger: Trigger) -> TriggerVersion | None:
    """The publication of what is live, or was live last."""
    published = TriggerVersion.objects.filter(trigger_id=trigger.id, kind=Kind.PUBLISHED, number=trigger.version)
    return published.order_by("-id").first()


def stored(trigger_id: int) -> Trigger:
    """The rule as it is in its row, whatever a form has made of it."""
    return Trigger.objects.get(id=trigger_id)


def deleted_rules() -> list[Trigger]:
    """Rules that can be brought back, the latest first; ``called`` is the name that each had."""
    ends = TriggerVersion.objects.filter(trigger_id=OuterRef("id"), kind=Kind.DELETED).order_by("-id")
    was = Subquery(ends.values(was=KT("document__name"))[:1])
    called = Coalesce(was, "name", output_field=CharField())
    gone = Trigger.objects.filter(deleted_at__isnull=False).select_related("site", "tenant").annotate(called=called)
    return list(gone.order_by("-deleted_at")[:MOST_SHOWN])


def deleted_rule(number: Any) -> Trigger | None:
    """One of them; None if there is none of this id, or it is no id."""
    asked = as_id(number)
    return Trigger.objects.filter(id=asked, deleted_at__isnull=False).first() if asked else None


MOST_SHOWN = 200


def name_of(model: type[Model], number: Any) -> str:
    """What a rule refers to; its number if that is gone."""
    found = model._default_manager.filter(pk=number).first()
    return str(found) if found else f"№ {number}"


def is_gone(rule: Trigger, field: Any) -> bool:
    """What it refers to was deleted since."""
    number = getattr(rule, field.attname)
    return number is not None and not field.related_model._default_manager.filter(pk=number).exists()
