"""What the rules bring, on their page and in their list."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chatdesk.triggers.engine.comparing import compare, in_short, measures
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.questions.branches import Branch
from chatdesk.triggers.questions.second_messages import ways
from chatdesk.triggers.selectors.outcomes import STAFF_MARK, answers, goals_of, outcomes
from chatdesk.triggers.versions.services import QUESTION
from tenants.admin.base import ChangeList
from tenants.admin.scoped import TenantScopedAdmin


class CountedList(ChangeList):
    """Rules with what each brought: a handful of statements for the whole page."""

    def get_results(self, request: HttpRequest) -> None:
        """As Django's."""
        super().get_results(request)
        rules = [rule for rule in self.result_list if rule.held_percent]
        goals = goals_of(rule.site_id for rule in rules) if rules else []
        found = outcomes([rule.id for rule in rules], goals) if rules else {}
        for rule in rules:
            first = measures((goal.id, goal.name) for goal in goals if goal.site_id == rule.site_id)[0]
            rule.brought = in_short(found.get(rule.id, {}), first)


class OutcomePages(TenantScopedAdmin):
    """The figures of a rule."""

    change_form_after_template = "admin/triggers/brought.html"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """With figures."""
        return CountedList

    @admin.display(description=_("brings, points"))
    def brings(self, trigger: Trigger) -> str:
        """More or fewer visitors who did what the site wants, and between which bounds."""
        return getattr(trigger, "brought", "")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **options: Any) -> HttpResponse:
        """As Django's, with the figures of a rule that is there."""
        trigger = context.get("original")
        if trigger is not None:
            goals = goals_of([trigger.site_id])
            wanted = measures((goal.id, goal.name) for goal in goals)
            found = outcomes([trigger.id], goals).get(trigger.id, {})
            context |= {
                "comparison": compare(found, wanted),
                "ways": ways(answers(trigger.id), _branches(trigger), found),
                "counted_since": trigger.counted_since,
                "staff_mark": STAFF_MARK,
                "asks_poll": trigger.action == Trigger.Action.POLL,
            }
        return super().render_change_form(request, context, **options)

    def save_model(self, request: HttpRequest, obj: Trigger, form: Any, change: bool) -> None:
        """As Django's; another question is counted from now on."""
        if QUESTION & set(form.changed_data):
            obj.counted_since = timezone.now()
        super().save_model(request, obj, form, change)


def _branches(trigger: Trigger) -> dict[str, list[Branch]]:
    return {name: variant["branches"] for name, variant in trigger.ways.items()}
