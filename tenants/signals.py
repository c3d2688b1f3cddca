"""What this package announces to those above it."""

from django.dispatch import Signal

membership_changed = Signal()
"""A member's right to be connected must be asked again: role, activity, password or session changed.

Sent with ``tenant_id`` and ``member_id``, perhaps inside a transaction.
"""
