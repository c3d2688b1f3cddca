"""What visitors answered to a rule's poll: a page with figures, their own words, and a file."""

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from chatdesk.polls.selectors import given_to, own_words, results_of
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.polling.export import written
from tenants.admin.scoped import TenantScopedAdmin
from tenants.scope import tenant_scope

DAYS = 30
"""Of which the page tells unless somebody asks for others."""
WORDS_ON_A_PAGE = 50
MOST_EXPORTED = 50_000
"""Answers in a file, the newest."""


class PeriodForm(forms.Form):
    """From one day to another, both included, by the client's clock."""

    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}))

    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """In order."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", _("It ends before it begins."))
        return self.cleaned_data


class PollResultPages(TenantScopedAdmin):
    """Beside the pages of every rule."""

    def get_urls(self) -> list[URLPattern]:
        """With the results of a poll."""
        view = self.admin_site.admin_view(self.poll_view)
        return [path("<object_id>/poll/", view, name="triggers_trigger_poll"), *super().get_urls()]

    def poll_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """GET ``since``, ``until``, ``page``: figures and words; with ``csv`` all answers as a file.

        404 for a rule that is not there.
        """
        trigger = self.get_object(request, object_id)
        if trigger is None:
            raise Http404
        if not self.has_view_permission(request, trigger):
            raise PermissionDenied
        with tenant_scope(trigger.tenant_id):
            form = PeriodForm(_asked(request))
            since, until = _bounds(form, ZoneInfo(trigger.tenant.time_zone))
            given = given_to(rule=trigger.pk, since=since, until=until)
            if "csv" in request.GET:
                return _file(trigger, written(given[:MOST_EXPORTED]))
            words = Paginator(own_words(given), WORDS_ON_A_PAGE).get_page(request.GET.get("page"))
            context = {
                "title": _("Answers to “{name}”").format(name=trigger.name),
                "trigger": trigger,
                "form": form,
                "results": results_of(given, trigger.poll.get("questions", [])),
                "words": words,
                "period": urlencode({name: value for name, value in form.data.items() if value}),
                "opts": self.opts,
            }
            return self.render_page(request, "admin/triggers/poll_results.html", context).render()


def _asked(request: HttpRequest) -> dict[str, Any]:
    if "since" in request.GET or "until" in request.GET:
        return {name: request.GET.get(name, "")[:10] for name in ("since", "until")}
    return {"since": (timezone.localdate() - timedelta(days=DAYS)).isoformat(), "until": ""}


def _bounds(form: PeriodForm, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    days = form.cleaned_data if form.is_valid() else {}
    since, until = days.get("since"), days.get("until")
    return _midnight(since, zone), _midnight(until + timedelta(days=1) if until and until < date.max else None, zone)


def _midnight(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, time.min, zone) if day else None


def _file(trigger: Trigger, text: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slugify(trigger.name) or "poll"}.csv"'
    return answer
