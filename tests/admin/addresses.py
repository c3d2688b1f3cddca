"""Addresses of admin pages."""

from django.db.models import Model
from django.urls import reverse


def page_of(model: type[Model], page: str, *args: object) -> str:
    """``changelist``, ``add``, ``change``, ``delete`` or ``history`` of a model."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)
