"""Every registered page, as everybody, with everybody's ids."""

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.db.models import Model
from django.utils.html import escape

from tenants.admin.guarded import GuardedAdmin
from tenants.models import AdminAction, Agency, AgencyMember, Tenant
from tenants.scoped import TenantModel
from tests.admin.addresses import page_of
from tests.admin.conftest import MARKS

PAGES = sorted(admin.site._registry, key=lambda model: model._meta.label)
CLIENT_PAGES = [model for model in PAGES if issubclass(model, TenantModel)]
AGENCY_PAGES = [model for model in PAGES if not issubclass(model, TenantModel)]
OBJECT_PAGES = ("change", "delete", "history")

pytestmark = pytest.mark.usefixtures("database")


def ids(model: type[Model]) -> str:
    return model._meta.label


def test_every_page_stands_on_the_guarded_base() -> None:
    assert PAGES
    assert all(isinstance(page, GuardedAdmin) for page in admin.site._registry.values())


def test_the_pages_of_agencies_are_three() -> None:
    assert set(AGENCY_PAGES) == {Agency, AgencyMember, Tenant}
    assert not admin.site.is_registered(AdminAction)


@pytest.mark.parametrize("model", PAGES, ids=ids)
def test_nobody_is_sent_to_the_one_login_page(model, client) -> None:
    for page in (page_of(model, "changelist"), page_of(model, "add"), page_of(model, "change", 1)):
        answer = client.get(page, follow=True)
        assert answer.redirect_chain[-1][0].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("role", ["marta", "supervisor"])
@pytest.mark.parametrize("model", PAGES, ids=ids)
def test_operators_and_supervisors_have_no_admin(model, role, world, sign_in) -> None:
    answer = sign_in(getattr(world.ours, role).user).get(page_of(model, "changelist"), follow=True)
    assert answer.status_code == 403


@pytest.mark.parametrize("model", CLIENT_PAGES, ids=ids)
def test_a_client_admin_sees_own_rows_and_no_trace_of_others(model, furnished, sign_in) -> None:
    browser = sign_in(furnished.world.ours.admin.user)
    own = furnished.ours.of[model]
    shown = [browser.get(page_of(model, "changelist")), browser.get(page_of(model, "change", own.pk))]
    assert [answer.status_code for answer in shown] == [200, 200]
    for answer in shown:
        text = answer.content.decode()
        assert_no_marks(text, "sister", "foreign")
        for stranger in (furnished.world.sister, furnished.world.foreign):
            assert escape(stranger.tenant.name) not in text
        assert furnished.world.agency.name not in text


@pytest.mark.parametrize("page", OBJECT_PAGES)
@pytest.mark.parametrize("model", CLIENT_PAGES, ids=ids)
def test_a_foreign_id_answers_like_an_absent_one(model, page, furnished, sign_in) -> None:
    browser = sign_in(furnished.world.ours.admin.user)
    for rows in (furnished.sister, furnished.foreign):
        assert answer_to(browser, model, page, rows.of[model].pk) == answer_to(browser, model, page, 2**62)


@pytest.mark.parametrize("model", AGENCY_PAGES, ids=ids)
def test_a_client_admin_has_no_page_of_the_agency(model, furnished, sign_in) -> None:
    browser = sign_in(furnished.world.ours.admin.user)
    for page in (page_of(model, "changelist"), page_of(model, "add")):
        assert browser.get(page).status_code == 403
    row = furnished.world.agency if model is Agency else furnished.world.ours.tenant
    assert answer_to(browser, model, "change", row.pk) == answer_to(browser, model, "change", 2**62)


@pytest.mark.parametrize("model", CLIENT_PAGES, ids=ids)
def test_an_agency_sees_its_clients_and_no_other_agency(model, furnished, sign_in) -> None:
    browser = sign_in(furnished.world.staff)
    pages = [page_of(model, "changelist")]
    pages += [page_of(model, "change", rows.of[model].pk) for rows in (furnished.ours, furnished.sister)]
    for page in pages:
        answer = browser.get(page)
        assert answer.status_code == 200
        assert_no_marks(answer.content.decode(), "foreign")
    assert escape(furnished.world.foreign.tenant.name) not in browser.get(pages[0]).content.decode()


@pytest.mark.parametrize("page", OBJECT_PAGES)
@pytest.mark.parametrize("model", CLIENT_PAGES, ids=ids)
def test_another_agencys_row_answers_like_an_absent_one(model, page, furnished, sign_in) -> None:
    browser = sign_in(furnished.world.owner)
    foreign = furnished.foreign.of[model].pk
    assert answer_to(browser, model, page, foreign) == answer_to(browser, model, page, 2**62)


@pytest.mark.parametrize("page", ["changelist", "add"])
def test_staff_of_an_agency_leave_its_people_alone(page, world, sign_in) -> None:
    assert sign_in(world.staff).get(page_of(AgencyMember, page)).status_code == 403


def test_staff_of_an_agency_see_its_clients_and_change_none(world, sign_in) -> None:
    browser = sign_in(world.staff)
    assert browser.get(page_of(Tenant, "changelist")).status_code == 200
    assert browser.get(page_of(Tenant, "add")).status_code == 403
    change = page_of(Tenant, "change", world.ours.id)
    assert browser.post(change, {"name": "Mine", "time_zone": "UTC"}).status_code == 403


@pytest.mark.parametrize("address", ["/admin/search/?s=a", "/admin/r/1/1/"])
def test_pages_that_know_no_seats_are_shut(address, world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    assert browser.get(address).status_code == 404


def answer_to(browser, model: type[Model], page: str, key: int) -> tuple[int, str, list[str]]:
    """Status, target and last message of an answer, without the id itself."""
    answer = browser.get(page_of(model, page, key))
    told = [str(message).replace(f"“{key}”", "") for message in get_messages(answer.wsgi_request)]
    return answer.status_code, answer.get("Location", ""), told[-1:]


def assert_no_marks(text: str, *names: str) -> None:
    """No text of these clients is in the page."""
    for name in names:
        assert MARKS[name] not in text
