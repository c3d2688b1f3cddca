"""Consoles that see what rules do: looked at by the tests themselves."""

from tests.triggers.conftest import own_due_set

__all__ = ["own_due_set"]
