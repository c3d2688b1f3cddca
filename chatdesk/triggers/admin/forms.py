"""The form of a rule, with the builder over its conditions."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Textarea
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatdesk.triggers.actions import MEANINGS
from chatdesk.triggers.admin.poll_forms import poll_field
from chatdesk.triggers.admin.schedule_forms import ClockInput, DayInput, WeekdaysField
from chatdesk.triggers.admin.wording_forms import BranchesField, texts_field, variants_field
from chatdesk.triggers.engine.facts import FACTS
from chatdesk.triggers.engine.kinds import Fact
from chatdesk.triggers.engine.operators import OPERATORS
from tenants.admin.base import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget
from tenants.admin.forms import ScopedForm


class ConditionsWidget(Textarea):
    """The tree as JSON, which a script turns into menus; without the script it stays what it is."""

    template_name = "admin/triggers/conditions.html"

    class Media:
        """What turns it into menus."""

        css = {"all": ["triggers/builder.css", "triggers/acting.css"]}
        js = [Script(f"triggers/{name}.js", type="module") for name in ("builder", "questions", "screens", "acting")]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With everything that the menus offer."""
        context = super().get_context(name, value, attrs)
        context["catalogue"] = catalogue()
        context["reading_url"] = reverse("admin:triggers_trigger_reading")
        context["counts_url"] = reverse("admin:triggers_trigger_counts")
        context["replay_url"] = reverse("admin:triggers_trigger_replay")
        context["why_url"] = reverse("admin:triggers_trigger_why")
        context["suggestions_url"] = reverse("admin:triggers_trigger_suggestions")
        return context


class ActionWidget(UnfoldAdminSelectWidget):
    """What the rule does, with a small picture of it."""

    template_name = "admin/triggers/action.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With what each action means; style shows the chosen one's, so that no script is needed."""
        described = {**(attrs or {}), "aria-describedby": "action_meanings"}
        return super().get_context(name, value, described) | {"meanings": MEANINGS}


class QuestionWidget(UnfoldAdminTextareaWidget):
    """The question, with how it looks and sounds beside it."""

    template_name = "admin/triggers/question.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 2, **(attrs or {})})


class TriggerForm(ScopedForm):
    """Conditions by menus, answers line by line; an error in the conditions names its place."""

    branches = BranchesField(
        required=False,
        label=gettext_lazy("Answers and prepared replies"),
        help_text=gettext_lazy(
            "Words that you expect, separated by commas: visitors click the first, operators are offered the reply as "
            "Alt 1, 2, 3 as soon as the visitor's words fit."
        ),
    )

    texts = texts_field()
    poll = poll_field()
    variants = variants_field()

    weekdays = WeekdaysField(label=gettext_lazy("Days of the week"), help_text=gettext_lazy("None: every day."))

    class Meta:
        widgets = {
            "conditions": ConditionsWidget,
            "text": QuestionWidget,
            "action": ActionWidget,
            **dict.fromkeys(("from_time", "until_time"), ClockInput),
            **dict.fromkeys(("first_day", "last_day"), DayInput),
        }

    def add_error(self, field: str | None, error: Any) -> None:
        """As Django's; where the conditions are wrong is told to the builder."""
        path = _path_in(error)
        if path is not None:
            self.fields["conditions"].widget.attrs["data-wrong"] = json.dumps(path)
        super().add_error(field, error)


def catalogue() -> dict[str, Any]:
    """Facts, operators and words of the builder's menus, in the reader's language."""
    return {
        "facts": [_fact(fact) for fact in FACTS.values()],
        "operators": {
            kind.value: [
                {"name": operator.name, "label": str(operator.label), "takesValue": operator.takes_value}
                for operator in operators.values()
            ]
            for kind, operators in OPERATORS.items()
        },
        "words": _words(),
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "label": str(fact.label),
        "kind": fact.kind.value,
        "group": str(fact.group),
        "of": str(fact.of),
        "choices": [[name, str(label)] for name, label in fact.choices],
    }


def _words() -> dict[str, str | Promise]:
    return {
        "all": _("All of these"),
        "any": _("Any of these"),
        "none": _("None of these"),
        "must": _("must be true"),
        "may": _("may be true"),
        "and": _("and"),
        "or": _("or"),
        "group": _("Group of conditions"),
        "fact": _("What is looked at"),
        "operator": _("How it is compared"),
        "value": _("What it is compared with"),
        "times": _("How often"),
        "within": _("Within so many seconds"),
        "wholeVisit": _("in the visit"),
        "seconds": _("s"),
        "from": _("From"),
        "until": _("Until"),
        "choose": _("Choose"),
        "up": _("Move up"),
        "down": _("Move down"),
        "remove": _("Remove"),
        "drag": _("Drag to move"),
        "addCondition": _("Condition"),
        "addGroup": _("Group"),
        "undo": _("Undo"),
        "removed": _("Removed."),
        "moved": _("Moved."),
        "desktop": _("Desktop"),
        "phone": _("Phone"),
        "visits": _("visits: {count}"),
        "counted": _("Of the last {count} visits of seven days; what nobody recorded counts as true."),
        "uncounted": _("The visits could not be counted now: no connection."),
        "newly": _("of them never invited"),
        "taken": _("taken from “{name}”"),
        "aDay": _("a day"),
        "replayed": _(
            "Replayed {count} visits. The last page of a visit counts 30 seconds; who was at the desk is not known."
        ),
        "stale": _("The conditions have changed since."),
        "machineFailed": _("The time machine has failed. Try again."),
        "unread": _("The sentence can't be made now: no connection."),
    }


def _path_in(error: Any) -> list[int] | None:
    errors = error.error_dict.get("conditions", []) if hasattr(error, "error_dict") else [error]
    for one in errors:
        for inner in getattr(one, "error_list", [one]):
            if isinstance(inner, ValidationError) and inner.code == "conditions":
                return list((inner.params or {}).get("path", []))
    return None
