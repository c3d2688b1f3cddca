"""Agencies, clients, people: what the services make and what they refuse."""

import io
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from PIL import Image

from chatdesk.realtime.models import Epoch
from tenants.access import agency_of, memberships_of
from tenants.models import Department, Member, Site, User
from tenants.scope import TenantScopeError, agency_scope, tenant_scope
from tenants.services.agencies import create_agency
from tenants.services.clients import create_client, create_site
from tenants.services.faces import square_png
from tenants.services.members import add_member, set_departments


def address() -> str:
    return f"{uuid.uuid4().hex}@example.org"


def test_an_agency_comes_with_an_owner_who_gets_a_mail(database, mailroom) -> None:
    email = address()
    agency = create_agency(name="Northlight", owner_email=email)
    place = agency_of(User.objects.get(email=email).pk)
    assert (place.agency_id, place.role) == (agency.pk, "owner")
    assert [message.to for message in mailroom.deliver()] == [[email]]


def test_a_client_is_made_in_its_agencys_scope_only(world) -> None:
    with agency_scope(agency_id=world.agency.pk, tenant_ids=()):
        assert create_client(agency_id=world.agency.pk, name=address()).agency_id == world.agency.pk
    with agency_scope(agency_id=world.agency.pk, tenant_ids=()), pytest.raises(ValidationError):
        create_client(agency_id=world.other_agency.pk, name=address())


@pytest.mark.parametrize("domain", ["https://shop.example", "shop.example/path", "", "a b", "*", "*.", "-x.example"])
def test_a_site_refuses_what_is_no_domain(domain, world) -> None:
    with tenant_scope(world.ours.id), pytest.raises(ValidationError):
        create_site(name="Other", domains=[domain])


def test_two_sites_of_a_client_have_different_names(world) -> None:
    with tenant_scope(world.ours.id), pytest.raises(ValidationError):
        create_site(name=world.ours.site.name, domains=["shop.example"])


def test_a_site_has_a_key_of_128_random_bits(world) -> None:
    with tenant_scope(world.ours.id):
        keys = {create_site(name=f"Site {n}", domains=["shop.example"]).key for n in range(3)}
    assert len(keys) == 3
    assert all(len(bytes.fromhex(key)) == 16 for key in keys)


def test_a_member_joins_once(world) -> None:
    with tenant_scope(world.ours.id), pytest.raises(ValidationError):
        add_member(email=world.ours.marta.user.email.upper(), name="Again", role="admin")
    assert [place.role for place in memberships_of(world.ours.marta.user.pk)] == ["operator"]


def test_departments_are_set_exactly(world) -> None:
    with tenant_scope(world.ours.id):
        other = Department.objects.create(name="Other")
        set_departments(member=world.ours.marta, departments=[world.ours.department, other])
        set_departments(member=world.ours.marta, departments=[other])
        assert list(Member.objects.get(pk=world.ours.marta.pk).departments.all()) == [other]


def picture(size: tuple[int, int], kind: str, **options: object) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, "teal").save(data, kind, **options)
    return data.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(10, 10), (1, 900), (900, 301)])
def test_every_picture_becomes_192_square(kind, size) -> None:
    made = Image.open(io.BytesIO(square_png(picture(size, kind))))
    assert (made.format, made.size, made.mode) == ("PNG", (192, 192), "RGB")


def test_nothing_of_the_upload_remains() -> None:
    exif = Image.Exif()
    exif[0x010E] = "at home in Elm Street"
    made = square_png(picture((300, 300), "JPEG", exif=exif) + b"<script>hidden</script>")
    assert b"Elm Street" not in made
    assert b"hidden" not in made


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", b"<svg/>", b"%PDF-1.7", picture((20, 20), "BMP"), picture((50, 50), "PNG")[:60], b"x" * 6_000_000],
)
def test_what_is_no_picture_is_refused(data) -> None:
    with pytest.raises(ValidationError):
        square_png(data)


def test_a_bomb_of_pixels_is_refused() -> None:
    with pytest.raises(ValidationError):
        square_png(picture((9000, 9000), "PNG", compress_level=1))


def test_a_new_installation_begins_with_a_command(database, capsys) -> None:
    email = address()
    call_command("add_agency", "First Agency", owner=email)
    printed = capsys.readouterr().out
    assert email in printed
    assert "/accounts/password/reset/key/" in printed
    assert agency_of(User.objects.get(email=email).pk).role == "owner"


def test_the_command_refuses_what_is_no_address(database) -> None:
    with pytest.raises(CommandError):
        call_command("add_agency", "Nobody's", owner="no address")


def test_a_new_epoch_replaces_the_old(database) -> None:
    before = Epoch.objects.get().pk
    call_command("new_epoch")
    assert Epoch.objects.get().pk != before


def test_site_rows_stay_out_of_reach_without_a_scope(world) -> None:
    with pytest.raises(TenantScopeError):
        list(Site.objects.all())
