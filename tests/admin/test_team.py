"""A client's team: joining looks the same for everybody, leaving is at once."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tenants.models import AgencyMember, Face, Member, User
from tenants.scope import agency_scope, tenant_scope
from tenants.signals import membership_changed
from tests.admin.addresses import page_of
from tests.database import next_id

FORM = {"name": "Nora", "title": "flanges", "role": "operator", "photo": ""}


@pytest.fixture
def announced():
    """Members whose rights were announced to have changed."""
    heard: list[int] = []

    def hear(member_id: int, **_: object) -> None:
        heard.append(member_id)

    membership_changed.connect(hear)
    yield heard
    membership_changed.disconnect(hear)


def picture(side: int = 300, kind: str = "JPEG") -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (side, side // 2), "teal").save(data, kind)
    return SimpleUploadedFile("face.jpg", data.getvalue())


def join(browser, email: str, **changes: object):
    return browser.post(page_of(Member, "add"), FORM | {"email": email} | changes)


def member_of(client, email: str) -> Member:
    with tenant_scope(client.id):
        return Member.objects.select_related("user").get(user__email=email)


def test_joining_looks_the_same_for_a_known_and_an_unknown_address(world, sign_in, mailroom) -> None:
    browser = sign_in(world.ours.admin.user)
    known = world.foreign.marta.user.email
    unknown = f"new.{next_id('tenants_user')}@example.org"
    answers = [join(browser, known), join(browser, unknown)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/admin/tenants/member/")] * 2
    assert [message.to for message in mailroom.deliver()] == [[known], [unknown]]
    browser.get("/admin/")  # takes the two notes of success
    pages = [browser.get(page_of(Member, "change", member_of(world.ours, email).pk)) for email in (known, unknown)]
    plain = [
        page.content.decode().replace(email, "").replace(str(page.context["original"].pk), "")
        for page, email in zip(pages, (known, unknown), strict=True)
    ]
    assert world.foreign.marta.user.name not in plain[0].replace("Nora", "")
    assert len(plain[0].split()) == len(plain[1].split())


def test_a_known_person_keeps_password_and_name(world, sign_in) -> None:
    before = world.foreign.marta.user
    join(sign_in(world.ours.admin.user), before.email.upper())
    after = User.objects.get(pk=before.pk)
    assert (after.password, after.name) == (before.password, before.name)
    assert member_of(world.ours, before.email).name == "Nora"


def test_an_unknown_person_gets_a_link_to_set_a_password(world, sign_in, client, settings, mailroom) -> None:
    email = f"new.{next_id('tenants_user')}@example.org"
    join(sign_in(world.ours.admin.user), email)
    (message,) = mailroom.deliver()
    link = next(word for word in message.body.split() if "/password/reset/key/" in word)
    assert link.startswith(settings.DESK_URL)
    page = client.get(link.removeprefix(settings.DESK_URL), follow=True)
    passwords = {"password1": "a river of matches", "password2": "a river of matches"}
    client.post(page.redirect_chain[-1][0], passwords)
    assert User.objects.get(email=email).check_password("a river of matches")


def test_nobody_joins_twice(world, sign_in, mailroom) -> None:
    answer = join(sign_in(world.ours.admin.user), world.ours.marta.user.email)
    assert answer.status_code == 200
    assert "email" in answer.context["adminform"].form.errors
    assert mailroom.deliver() == []


def test_departments_are_the_clients_own(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    email = f"new.{next_id('tenants_user')}@example.org"
    refused = join(browser, email, places=[world.sister.department.pk])
    assert "places" in refused.context["adminform"].form.errors
    assert join(browser, email, places=[world.ours.department.pk]).status_code == 302


@pytest.mark.parametrize("change", [{"role": "supervisor"}, {"active": ""}])
def test_a_change_of_rights_is_announced(change, world, sign_in, announced) -> None:
    page = page_of(Member, "change", world.ours.marta.pk)
    answer = sign_in(world.ours.admin.user).post(page, FORM | {"active": "on"} | change)
    assert answer.status_code == 302
    assert announced == [world.ours.marta.pk]


def test_a_new_name_is_not(world, sign_in, announced) -> None:
    page = page_of(Member, "change", world.ours.marta.pk)
    sign_in(world.ours.admin.user).post(page, FORM | {"active": "on"})
    assert member_of(world.ours, world.ours.marta.user.email).name == "Nora"
    assert announced == []


def test_a_photo_becomes_a_square_of_our_own_making(world, sign_in) -> None:
    page = page_of(Member, "change", world.ours.marta.pk)
    browser = sign_in(world.ours.admin.user)
    browser.post(page, FORM | {"active": "on", "photo": picture()})
    with tenant_scope(world.ours.id):
        face = Face.objects.get(member=world.ours.marta)
    image = Image.open(io.BytesIO(face.png))
    assert (image.format, image.size) == ("PNG", (192, 192))
    assert "data:image/png;base64," in browser.get(page).content.decode()


@pytest.mark.parametrize("data", [b"<svg onload='x'/>", b"GIF89a" + b"0" * 50, b"x" * (5 * 1024 * 1024 + 1)])
def test_what_is_no_picture_is_refused_beside_the_field(data, world, sign_in) -> None:
    page = page_of(Member, "change", world.ours.marta.pk)
    upload = SimpleUploadedFile("face.png", data, "image/png")
    answer = sign_in(world.ours.admin.user).post(page, FORM | {"active": "on", "photo": upload})
    assert "photo" in answer.context["adminform"].form.errors


def test_people_are_not_deleted(world, sign_in) -> None:
    page = page_of(Member, "delete", world.ours.marta.pk)
    assert sign_in(world.ours.admin.user).post(page, {"post": "yes"}).status_code == 403


def test_an_owner_adds_staff_with_a_mail(world, sign_in, mailroom) -> None:
    email = f"new.{next_id('tenants_user')}@example.org"
    answer = sign_in(world.owner).post(page_of(AgencyMember, "add"), {"email": email, "role": "staff"})
    assert answer.status_code == 302
    assert [message.to for message in mailroom.deliver()] == [[email]]
    with agency_scope(agency_id=world.agency.id, tenant_ids=()):
        assert AgencyMember.objects.get(user__email=email).role == AgencyMember.Role.STAFF
