"""Who sits where: seats come from memberships, at every request."""

import pytest

from tenants.models import AgencyMember, Member
from tenants.scope import agency_scope, tenant_scope
from tests.world import make_member


@pytest.fixture
def admin_of_two(world):
    """Somebody who runs the settings of two clients that do not know of each other."""
    with tenant_scope(world.foreign.id):
        Member.objects.create(user=world.ours.admin.user, role=Member.Role.ADMIN, name="Anna")
    return world.ours.admin.user


def test_several_seats_are_chosen_between(admin_of_two, world, sign_in) -> None:
    browser = sign_in(admin_of_two)
    page = browser.get("/admin/", follow=True)
    assert page.redirect_chain[-1][0] == "/admin/seat/?next=/admin/"
    answer = browser.post("/admin/seat/", {"seat": f"client:{world.foreign.id}", "next": "/admin/tenants/site/"})
    assert answer["Location"] == "/admin/tenants/site/"
    assert (
        f"/admin/tenants/site/{world.foreign.site.pk}/change/" in browser.get("/admin/tenants/site/").content.decode()
    )
    assert browser.get(f"/admin/tenants/site/{world.ours.site.pk}/change/").status_code == 302


@pytest.mark.parametrize("seat", ["client:{sister}", "agency:{agency}", "agency:{other}", "client:0", ""])
def test_a_seat_that_is_not_ones_own_is_refused(seat, admin_of_two, world, sign_in) -> None:
    names = {"sister": world.sister.id, "agency": world.agency.pk, "other": world.other_agency.pk}
    browser = sign_in(admin_of_two)
    assert browser.post("/admin/seat/", {"seat": seat.format(**names)}).status_code == 403
    assert browser.get("/admin/").status_code == 302


def test_a_seat_in_the_session_proves_nothing(admin_of_two, world, sign_in) -> None:
    browser = sign_in(admin_of_two)
    session = browser.session
    session["admin_seat"] = f"client:{world.sister.id}"
    session.save()
    assert browser.get("/admin/").status_code == 302


@pytest.mark.parametrize("change", [{"role": Member.Role.OPERATOR}, {"active": False}])
def test_a_seat_ends_with_the_right_to_it(change, world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    assert browser.get("/admin/").status_code == 200
    with tenant_scope(world.ours.id):
        Member.objects.filter(pk=world.ours.admin.pk).update(**change)
    assert browser.get("/admin/", follow=True).status_code == 403


def test_an_agency_seat_ends_with_the_membership(world, sign_in) -> None:
    browser = sign_in(world.owner)
    assert browser.get("/admin/tenants/tenant/").status_code == 200
    with agency_scope(agency_id=world.agency.id, tenant_ids=()):
        AgencyMember.objects.filter(user=world.owner).delete()
    assert browser.get("/admin/tenants/tenant/", follow=True).status_code == 403


def test_django_flags_open_nothing(world, sign_in) -> None:
    user = world.ours.marta.user
    user.is_superuser = True
    user.save()
    assert sign_in(user).get("/admin/", follow=True).status_code == 403


def test_a_superuser_flag_widens_no_seat(world, sign_in) -> None:
    user = world.ours.admin.user
    user.is_superuser = True
    user.save()
    browser = sign_in(user)
    assert browser.get("/admin/tenants/tenant/").status_code == 403
    assert browser.get(f"/admin/tenants/site/{world.sister.site.pk}/change/").status_code == 302


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_choice_leads_to_no_other_house(target, admin_of_two, world, sign_in) -> None:
    answer = sign_in(admin_of_two).post("/admin/seat/", {"seat": f"client:{world.ours.id}", "next": target})
    assert answer["Location"] == "/admin/"


def test_the_operator_of_one_client_may_run_another(world, sign_in) -> None:
    with tenant_scope(world.sister.id):
        newcomer = make_member("newcomer", Member.Role.ADMIN)
    with tenant_scope(world.ours.id):
        Member.objects.create(user=newcomer.user, role=Member.Role.OPERATOR, name="Newcomer")
    browser = sign_in(newcomer.user)
    assert browser.get(f"/admin/tenants/site/{world.sister.site.pk}/change/").status_code == 200
    assert browser.get(f"/admin/tenants/site/{world.ours.site.pk}/change/").status_code == 302


def test_signing_out_of_the_admin_needs_a_post_and_ends_the_session(world, sign_in) -> None:
    browser = sign_in(world.owner)
    assert browser.get("/admin/logout/").status_code == 405
    assert browser.post("/admin/logout/")["Location"] == "/accounts/login/"
    assert browser.get("/admin/").status_code == 302
