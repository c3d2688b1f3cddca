"""What differs between two versions of a rule, in words that its writer knows from the form. Needs a scope."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from chatdesk.triggers.engine.conditions import BadTree, read
from chatdesk.triggers.engine.schedule_words import schedule_words
from chatdesk.triggers.engine.sentences import sentence
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.scheduled import SCHEDULE
from chatdesk.triggers.versions.selectors import name_of
from chatdesk.triggers.versions.snapshots import Document, apply, columns, differing

SHORT = 2
"""Letters of a key that its reader knows: a variant, a language."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that became another."""

    what: str
    before: str
    after: str


def changes(before: Document, after: Document) -> list[Change]:
    """What ``after`` has otherwise, in the order of the form; days and hours count as one thing."""
    other = differing(before, after)
    found = [_change(name, before.get(name), other[name]) for name in other if name not in SCHEDULE]
    if set(SCHEDULE) & other.keys():
        found.append(Change(_("Days and hours"), _times(before), _times({**before, **after})))
    return found


def in_words(document: Document) -> list[Change]:
    """All that a version is, as ``after``; what is empty is left out."""
    said = [_change(name, None, document.get(name)) for name in columns() if name not in SCHEDULE]
    times = Change(_("Days and hours"), "", _times(document))
    return [change for change in [*said, times] if change.after]


def _change(name: str, before: Any, after: Any) -> Change:
    field = columns()[name]
    return Change(str(capfirst(field.verbose_name)), _said(field, before), _said(field, after))


def _said(field: Any, value: Any) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if field.name == "conditions":
        return _sentence(value)
    if field.is_relation:
        return name_of(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | dict):
        return "; ".join(_leaves(value))
    return str(localize(value))


def _sentence(tree: Any) -> str:
    try:
        return sentence(read(tree))
    except BadTree as error:
        return str(error.message)


def _times(document: Document) -> str:
    rule = Trigger()
    apply(document, rule)
    return schedule_words(rule.schedule) or _("always")


def _leaves(value: Any, name: str = "") -> Iterator[str]:
    """Everything that is written in a document: what is expected and what is asked then, what each variant says."""
    if isinstance(value, dict) and set(value) == {"words", "reply"}:
        yield f"{', '.join(value['words'])} → {value['reply']}" if value["reply"] else ", ".join(value["words"])
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key == "weight":
                yield f"{name}: {_('Share')} {inner}"
            else:
                yield from _leaves(inner, key if len(key) <= SHORT else name)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, name)
    elif value not in ("", None):
        yield f"{name}: {value}" if name else str(value)
