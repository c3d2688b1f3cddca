"""What happens in the life of a rule: drafted, published, switched, moved, deleted, brought back. Needs a scope."""

import itertools
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from chatdesk.triggers.models import Trigger
from chatdesk.triggers.versioned import RuleState, TriggerVersion
from chatdesk.triggers.versions.selectors import draft_of, is_gone, stored
from chatdesk.triggers.versions.snapshots import apply, columns, differing, snapshot

MOST_KEPT = 50
"""Entries in the history of a rule; the oldest go first."""
MOST_DELETED = 50
"""Rules of a site that can be brought back; the oldest are gone for good, with what they asked."""
QUESTION = {
    *("action", "banner_link", "banner_place", "poll"),
    *("text", "branches", "texts", "weight", "variants", "held_percent"),
}
"""Columns after whose change counting begins anew."""

Kind = TriggerVersion.Kind


def save_draft(*, trigger: Trigger, by: str) -> TriggerVersion | None:
    """Keeps what a form has made of a rule, without a change for visitors; None if nothing differs from its row."""
    changes = differing(snapshot(_locked(trigger)), snapshot(trigger))
    drafts = TriggerVersion.objects.filter(trigger_id=trigger.id, kind=Kind.DRAFT)
    if not changes:
        drafts.delete()
        return None
    kept = {"document": changes, "by": by, "number": trigger.version, "at": timezone.now()}
    return drafts.update_or_create(kind=Kind.DRAFT, trigger_id=trigger.id, defaults=kept)[0]


def discard_draft(*, trigger: Trigger) -> bool:
    """Throws the draft away; False if there was none."""
    return bool(TriggerVersion.objects.filter(trigger_id=trigger.id, kind=Kind.DRAFT).delete()[0])


def put_live(*, trigger: Trigger, by: str) -> None:
    """What a form has made of a rule is live from now on, as a version of its own."""
    before = _locked(trigger)
    if before.enabled and not before.version:
        _note(before, Kind.FOUND, by="", number=1)
        before.version = 1
    changes = differing(snapshot(before), snapshot(trigger))
    if QUESTION & changes.keys():
        trigger.counted_since = timezone.now()
    trigger.version, trigger.enabled = before.version + 1, True
    trigger.save()
    discard_draft(trigger=trigger)
    _note(trigger, Kind.PUBLISHED, by=by)


def switch(*, trigger: Trigger, on: bool, by: str) -> bool:
    """Switches a rule on or off; False if it was so before. One that was never live is published by that."""
    row = _locked(trigger)
    if row.enabled is on or row.deleted_at:
        return False
    if row.state is RuleState.DRAFT:
        put_live(trigger=row, by=by)
        return True
    if not row.version:
        row.version = 1
        _note(row, Kind.FOUND, by="")
    row.enabled = on
    row.save(update_fields=["enabled", "version"])
    _note(row, Kind.ON if on else Kind.OFF, by=by)
    return True


def note_move(*, trigger: Trigger, before: int, after: int, by: str) -> None:
    """The rule stands elsewhere among those of its site; places count from one."""
    _note(trigger, Kind.MOVED, by=by, document={"from": before, "to": after})


def delete(*, trigger: Trigger, by: str) -> None:
    """The rule is off and in no list. What it asked stays, and it can be brought back."""
    row = _locked(trigger)
    _note(row, Kind.DELETED, by=by, document=snapshot(row) | _unpublished(row))
    discard_draft(trigger=row)
    # What it refers to may be deleted in its turn, and its name is free for another.
    row.enabled, row.deleted_at, row.department_id, row.member_id = False, timezone.now(), None, None
    row.name = f"{row.name[:60]} ({_('deleted')} {row.id})"
    row.save()
    gone = Trigger.objects.filter(site_id=row.site_id, deleted_at__isnull=False).order_by("-deleted_at", "-id")
    Trigger.objects.filter(id__in=list(gone.values_list("id", flat=True)[MOST_DELETED:])).delete()


def undelete(*, trigger: Trigger, by: str) -> list[str]:
    """A deleted rule is there again, switched off, under another name if its own is taken.

    Returns what is not in it any more, because it is gone; raises ValidationError if it can't be what it was.
    """
    row = _locked(trigger)
    last = TriggerVersion.objects.filter(trigger_id=row.id, kind=Kind.DELETED).order_by("-id").first()
    document = last.document if last else {}
    lost = _remake(row, {**document, "name": _free_name(row, document.get("name", row.name))})
    row.deleted_at = None
    row.save()
    _note(row, Kind.RESTORED, by=by)
    return lost


def bring_back(*, version: TriggerVersion, by: str) -> list[str]:
    """What a rule was becomes its draft: visitors meet it once it is published.

    A rule that was never live is its own draft, and becomes what it was at once. Returns and raises as ``undelete``.
    """
    row = stored(version.trigger_id)
    lost = _remake(row, {name: value for name, value in version.document.items() if name != "priority"})
    if row.state is RuleState.DRAFT:
        row.save()
    else:
        save_draft(trigger=row, by=by)
    return lost


def _free_name(row: Trigger, name: str) -> str:
    known = set(Trigger.objects.filter(site_id=row.site_id).exclude(id=row.id).values_list("name", flat=True))
    names = itertools.chain([name], (f"{name[:70]} ({number})" for number in itertools.count(2)))
    return next(one for one in names if one not in known)


def _remake(row: Trigger, document: dict[str, Any]) -> list[str]:
    """Makes the row what the document says, if that is still a rule: facts and people may have gone since."""
    apply(document, row)
    lost = [field for field in columns().values() if field.is_relation and field.null and is_gone(row, field)]
    for field in lost:
        setattr(row, field.attname, None)
    try:
        row.full_clean(exclude=["tenant"])
    except ValidationError as error:
        labels = {field.name: str(field.verbose_name) for field in Trigger._meta.concrete_fields}
        said = [f"{labels.get(name, name)}: {' '.join(words)}" for name, words in error.message_dict.items()]
        raise ValidationError(_("It can't be brought back as it was. %s") % "; ".join(said)) from error
    return [str(field.verbose_name) for field in lost]


def _unpublished(row: Trigger) -> dict[str, Any]:
    draft = draft_of(row.id)
    return draft.document if draft else {}


def _locked(trigger: Trigger) -> Trigger:
    return Trigger.objects.select_for_update(no_key=True).get(id=trigger.id)


def _note(
    trigger: Trigger, kind: Kind, *, by: str, number: int | None = None, document: dict[str, Any] | None = None
) -> None:
    """Writes it down, and lets the oldest entries go."""
    whole = kind in {Kind.FOUND, Kind.PUBLISHED}
    written = document if document is not None else snapshot(trigger) if whole else {}
    TriggerVersion.objects.create(
        trigger_id=trigger.id, number=trigger.version if number is None else number, kind=kind, document=written, by=by
    )
    kept = TriggerVersion.objects.filter(trigger_id=trigger.id).exclude(kind=Kind.DRAFT).order_by("-id")
    TriggerVersion.objects.filter(id__in=list(kept.values_list("id", flat=True)[MOST_KEPT:])).delete()
