"""Lists, filters, searches and choices: nothing in them comes from outside the scope."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from chatdesk.triggers.models import Trigger
from chatdesk.visitors.models import Visitor
from crm_sync.models import Connection
from tenants.models import Member, Site
from tests.admin.addresses import page_of
from tests.admin.test_pages import assert_no_marks


def test_an_agency_filters_by_client(furnished, sign_in) -> None:
    browser = sign_in(furnished.world.owner)
    page = browser.get(page_of(Trigger, "changelist"), {"client": furnished.world.sister.id}).content.decode()
    assert "Rule MARKSISTER" in page
    assert_no_marks(page, "ours", "foreign")


def test_a_foreign_clients_filter_finds_nothing(furnished, sign_in) -> None:
    browser = sign_in(furnished.world.owner)
    page = browser.get(page_of(Trigger, "changelist"), {"client": furnished.world.foreign.id}).content.decode()
    assert_no_marks(page, "ours", "sister", "foreign")


def test_a_client_admin_has_no_column_and_no_filter_of_clients(furnished, sign_in) -> None:
    browser = sign_in(furnished.world.ours.admin.user)
    page = browser.get(page_of(Trigger, "changelist")).content.decode()
    assert "client_name" not in page
    assert "?client=" not in page
    assert escape(furnished.world.ours.tenant.name) in page


def test_a_filter_by_a_foreign_row_finds_nothing_foreign(furnished, sign_in) -> None:
    browser = sign_in(furnished.world.ours.admin.user)
    wanted = {"site__id__exact": furnished.world.foreign.site.pk}
    answer = browser.get(page_of(Trigger, "changelist"), wanted)
    assert answer.status_code == 200
    assert_no_marks(answer.content.decode(), "sister", "foreign")


@pytest.mark.parametrize(
    ("model", "lookup"),
    [
        (Connection, "secret__startswith"),
        (Connection, "url__contains"),
        (Visitor, "token_hash"),
        (Member, "user__password__startswith"),
        (Member, "user__email"),
        (Site, "tenant__agency__name"),
        (Trigger, "tenant"),
        (Trigger, "site__tenant__name__startswith"),
    ],
)
def test_lookups_that_the_page_does_not_offer_are_refused(model, lookup, furnished, sign_in) -> None:
    browser = sign_in(furnished.world.ours.admin.user)
    assert browser.get(page_of(model, "changelist"), {lookup: "x"}).status_code == 400


@pytest.mark.parametrize("term", ["MARKFOREIGN", "MARKSISTER", "%", "' or 1=1 --"])
def test_a_search_finds_no_foreign_rows(term, furnished, sign_in) -> None:
    browser = sign_in(furnished.world.ours.admin.user)
    for model in (Trigger, Visitor, Connection, Member):
        page = browser.get(page_of(model, "changelist"), {"q": term}).content.decode()
        found = page.replace(term, "")
        assert_no_marks(found, "sister", "foreign")


def test_autocomplete_shows_no_foreign_rows(furnished, sign_in) -> None:
    browser = sign_in(furnished.world.ours.admin.user)
    asked = {"app_label": "triggers", "model_name": "trigger", "field_name": "site", "term": "Shop"}
    answer = browser.get(reverse("admin:autocomplete"), asked)
    assert [row["id"] for row in answer.json()["results"]] == [str(furnished.world.ours.site.pk)]


def test_choices_of_a_form_are_the_clients_own(furnished, sign_in) -> None:
    browser = sign_in(furnished.world.owner)
    rows = furnished.ours
    page = browser.get(page_of(Trigger, "change", rows.of[Trigger].pk))
    sites = page.context["adminform"].form.fields["site"].queryset.model
    assert sites is Site
    menu = re.search(r'<select name="site".*?</select>', page.content.decode(), re.DOTALL)
    assert menu is not None
    assert set(re.findall(r'<option value="(\d+)"', menu[0])) == {str(furnished.world.ours.site.pk)}


def test_a_read_only_page_refuses_a_post(furnished, sign_in) -> None:
    browser = sign_in(furnished.world.owner)
    answer = browser.post(page_of(Visitor, "change", furnished.ours.of[Visitor].pk), {"name": "x"})
    assert answer.status_code == 403


def test_rows_are_not_deleted_by_the_list(furnished, sign_in) -> None:
    browser = sign_in(furnished.world.ours.admin.user)
    chosen = {"action": "delete_selected", "_selected_action": furnished.ours.of[Trigger].pk, "post": "yes"}
    browser.post(page_of(Trigger, "changelist"), chosen)
    assert browser.get(page_of(Trigger, "change", furnished.ours.of[Trigger].pk)).status_code == 200


def test_rules_are_listed_without_their_site_while_there_is_one_alone(furnished, sign_in) -> None:
    browser = sign_in(furnished.world.ours.admin.user)
    assert "field-site" not in browser.get(page_of(Trigger, "changelist")).content.decode()
    browser = sign_in(furnished.world.owner)
    assert "field-site" in browser.get(page_of(Trigger, "changelist")).content.decode()
