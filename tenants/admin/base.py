"""The one shim around django-unfold: everything that the project's admins take from it."""

from django.contrib.admin import action, display, register
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.views import ChangeList
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminEmailInputWidget,
    UnfoldAdminFileFieldWidget,
    UnfoldAdminPasswordInput,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

__all__ = [
    "ChangeList",
    "ModelAdmin",
    "StackedInline",
    "TabularInline",
    "UnfoldAdminCheckboxSelectMultipleWidget",
    "UnfoldAdminEmailInputWidget",
    "UnfoldAdminFileFieldWidget",
    "UnfoldAdminPasswordInput",
    "UnfoldAdminSelectWidget",
    "UnfoldAdminTextInputWidget",
    "UnfoldAdminTextareaWidget",
    "UnfoldBooleanSwitchWidget",
    "action",
    "display",
    "register",
]
