"""A rule's columns as a document, and back. New columns are in it without being named."""

from collections.abc import Mapping
from typing import Any

from chatdesk.triggers.models import Trigger

NO_CONTENT = {"id", "tenant_id", "enabled", "counted_since", "version", "deleted_at"}
"""Columns that say which row it is and where in its life, not what the rule is."""

Document = Mapping[str, Any]
"""Values by the name of the column, as Python has them or as JSON has kept them."""


def columns() -> dict[str, Any]:
    """The fields that make a rule, by the name of their column."""
    return {field.attname: field for field in Trigger._meta.concrete_fields if field.attname not in NO_CONTENT}


def snapshot(trigger: Trigger) -> dict[str, Any]:
    """All that a rule is."""
    return {name: getattr(trigger, name) for name in columns()}


def apply(document: Document, trigger: Trigger) -> None:
    """Gives a rule what a document says; columns that it does not know, or that are gone, are left alone."""
    for name, field in columns().items():
        if name in document:
            value = document[name]
            setattr(trigger, name, value if field.is_relation else field.to_python(value))


def differing(before: Document, after: Document) -> dict[str, Any]:
    """What ``after`` has otherwise."""
    return {name: after[name] for name in columns() if name in after and _other(name, before, after)}


def _other(name: str, before: Document, after: Document) -> bool:
    return name not in before or _plain(before[name]) != _plain(after[name])


def _plain(value: Any) -> Any:
    """Times and days as JSON keeps them."""
    return value.isoformat() if hasattr(value, "isoformat") else value
