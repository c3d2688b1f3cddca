"""Who did what: kept with the client's rows, never in Django's own log."""

from django.contrib.admin.models import LogEntry

from tenants.models import AdminAction, Department
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of


def change_department(browser, client, name: str) -> None:
    answer = browser.post(page_of(Department, "change", client.department.pk), {"name": name})
    assert answer.status_code == 302


def test_a_deed_is_kept_for_its_client(world, sign_in) -> None:
    change_department(sign_in(world.ours.admin.user), world.ours, "Renamed")
    with tenant_scope(world.ours.id):
        entry = AdminAction.objects.latest("id")
    assert (entry.by, entry.kind, entry.model) == (world.ours.admin.user.email, 2, "tenants.department")
    assert entry.changed_fields == ["Name"]
    with tenant_scope(world.sister.id):
        assert not AdminAction.objects.filter(object_id=entry.object_id, model=entry.model).exists()


def test_djangos_log_stays_empty(world, sign_in) -> None:
    browser = sign_in(world.owner)
    change_department(browser, world.ours, "Renamed")
    browser.post(page_of(Department, "delete", world.sister.department.pk), {"post": "yes"})
    assert not LogEntry.objects.exists()


def test_history_shows_the_deeds_on_one_thing(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    change_department(browser, world.ours, "Once")
    page = browser.get(page_of(Department, "history", world.ours.department.pk)).content.decode()
    assert world.ours.admin.user.email in page


def test_the_first_page_shows_only_deeds_within_reach(world, sign_in) -> None:
    change_department(sign_in(world.ours.admin.user), world.ours, "Done by ours")
    change_department(sign_in(world.sister.admin.user), world.sister, "Done by sister")
    change_department(sign_in(world.foreign.admin.user), world.foreign, "Done by foreign")
    ours = sign_in(world.ours.admin.user).get("/admin/").content.decode()
    assert "Done by ours" in ours
    assert "Done by sister" not in ours
    agency = sign_in(world.staff).get("/admin/").content.decode()
    assert "Done by ours" in agency
    assert "Done by sister" in agency
    assert "Done by foreign" not in agency


def test_an_agencys_own_deeds_are_not_its_clients_business(world, sign_in) -> None:
    browser = sign_in(world.owner)
    browser.post(page_of(type(world.agency), "change", world.agency.pk), {"name": "Agency deed"})
    assert "Agency deed" in browser.get("/admin/").content.decode()
    assert "Agency deed" not in sign_in(world.ours.admin.user).get("/admin/").content.decode()
