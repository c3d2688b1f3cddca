"""Rules by what they ask about: one for each search, each campaign, each page, each kind of visitor (A34)."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import F, Func, JSONField, Q, QuerySet, Value
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chatdesk.triggers.engine.demand import SPECIFIC
from chatdesk.triggers.engine.facts import FACTS
from chatdesk.triggers.models import Trigger

SEARCH = frozenset({"search_query", "utm_term"})
CAMPAIGN = frozenset(
    name for name in FACTS if name.startswith(("utm_", "first_utm_")) or name in ("campaign_link", "click_id")
)
PAGE = frozenset({"page_url", "page_title", "landing_page"})
NOBODYS = frozenset({"operators_available", "queue_length", "local_time", "weekday", "seconds_on_page"})
"""Facts that make no visitor another one."""

SEGMENTS = {
    "search": (_("a search"), SEARCH),
    "campaign": (_("a campaign or a letter"), CAMPAIGN - SEARCH),
    "page": (_("a page"), PAGE),
    "visitor": (_("a kind of visitor"), frozenset(FACTS) - SEARCH - CAMPAIGN - PAGE - NOBODYS),
}
EVERYBODY = "everybody"


class SegmentFilter(SimpleListFilter):
    """Rules that ask for such a fact, wherever it stands among their conditions; an unknown choice finds nothing."""

    title = _("for whom")
    parameter_name = "segment"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Choices."""
        return [*((name, label) for name, (label, _facts) in SEGMENTS.items()), (EVERYBODY, _("everybody alike"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Trigger]) -> QuerySet[Trigger]:
        """Rules of the chosen segment."""
        if self.value() is None:
            return queryset
        asked = queryset.annotate(asked=_facts())
        if self.value() == EVERYBODY:
            return asked.exclude(_any_of(SPECIFIC | SEGMENTS["visitor"][1]))
        _label, facts = SEGMENTS.get(self.value() or "", ("", frozenset()))
        return asked.filter(_any_of(facts))


def _any_of(facts: frozenset[str]) -> Q:
    return Q(asked__has_any_keys=sorted(facts))


def _facts() -> Func:
    """The names of all facts in the tree, as a JSON list."""
    return Func(
        F("conditions"),
        Value("strict $.**.fact"),
        function="jsonb_path_query_array",
        template="%(function)s(%(expressions)s::jsonpath)",
        output_field=JSONField(),
    )
