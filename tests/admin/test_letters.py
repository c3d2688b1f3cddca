"""Letters in the admin: made, linked, and nobody else's."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chatdesk.letters.models import Letter, LetterLink
from chatdesk.letters.tokens import token_hash
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of


def letter_form(site, **changes: object) -> dict[str, object]:
    form = {
        "site": site.pk,
        "name": "Winter prices",
        "kind": "shared",
        "page": "https://shop.example/winter?x=1#prices",
        "context": "Letter of 12 May",
        "first_line": "You have our letter.",
        "expires_at_0": "2099-01-01",
        "expires_at_1": "12:00",
        "active": "on",
    }
    return form | changes


def letters_of(client) -> list[Letter]:
    with tenant_scope(client.id):
        return list(Letter.objects.all())


def make_letter(client, **fields: object) -> Letter:
    known = {"name": "Winter prices", "kind": "personal", "page": "https://shop.example/winter", "context": "x"}
    with tenant_scope(client.id):
        return Letter.objects.create(site=client.site, **(known | fields))


def recipients_page(letter: Letter) -> str:
    return reverse("admin:letters_letter_recipients", args=[letter.pk])


def links_of(client) -> list[LetterLink]:
    with tenant_scope(client.id):
        return list(LetterLink.objects.order_by("id"))


def test_a_letter_gets_a_link_to_copy_that_keeps_the_place_in_the_page(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    assert browser.post(page_of(Letter, "add"), letter_form(world.ours.site)).status_code == 302
    (letter,) = letters_of(world.ours)
    page = browser.get(page_of(Letter, "change", letter.pk)).content.decode()
    assert f"https://shop.example/winter?x=1#prices&amp;chatdesk={letter.token}" in page


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("https://elsewhere.example/", "not on the site"),
        ("https://shop.example.evil.example/", "not on the site"),
        ("https://evil@shop.example/", "not on the site"),
        ("https://shop.example:8443/", "not on the site"),
        ("javascript:alert(1)", "valid URL"),
        ("ftp://shop.example/", "not on the site"),
        ("https://shop.example/#chatdesk=abc", "behind #"),
    ],
)
def test_a_page_where_the_chat_is_not_is_refused(page, words, world, sign_in) -> None:
    answer = sign_in(world.ours.admin.user).post(page_of(Letter, "add"), letter_form(world.ours.site, page=page))
    assert words in str(answer.context["adminform"].form.errors["page"])
    assert letters_of(world.ours) == []


@pytest.mark.parametrize("stranger", ["sister", "foreign"])
@pytest.mark.parametrize("field", ["site", "department", "member"])
def test_a_letter_asks_for_nobody_elses_people(field, stranger, world, sign_in) -> None:
    theirs = {"site": "site", "department": "department", "member": "marta"}[field]
    form = letter_form(world.ours.site) | {field: getattr(getattr(world, stranger), theirs).pk}
    answer = sign_in(world.ours.admin.user).post(page_of(Letter, "add"), form)
    assert field in answer.context["adminform"].form.errors
    assert letters_of(world.ours) == []


def test_recipients_become_links_that_are_told_once(world, sign_in) -> None:
    browser, letter = sign_in(world.ours.admin.user), make_letter(world.ours)
    answer = browser.post(recipients_page(letter), {"text": "Ilse Mill, ilse@mill.example\nhans@mill.example"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[:2] for row in rows] == [
        ["name", "email"],
        ["Ilse Mill", "ilse@mill.example"],
        ["", "hans@mill.example"],
    ]
    tokens = [link.removeprefix("https://shop.example/winter#chatdesk=") for *_, link in rows[1:]]
    assert [bytes(link.token_hash) for link in links_of(world.ours)] == [token_hash(token) for token in tokens]
    shown = browser.get(page_of(LetterLink, "changelist")).content.decode()
    assert "ilse@mill.example" in shown
    assert not any(token in shown for token in tokens)


def test_a_file_of_ten_thousand_becomes_as_many_links(world, sign_in) -> None:
    letter = make_letter(world.ours)
    data = b"".join(b"guest%d@mill.example\n" % number for number in range(10_000))
    answer = sign_in(world.ours.admin.user).post(
        recipients_page(letter), {"file": SimpleUploadedFile("guests.csv", data)}
    )
    assert answer.content.count(b"#chatdesk=") == 10_000
    assert len({bytes(link.token_hash) for link in links_of(world.ours)}) == 10_000


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": " \n "},
        {"text": "Ilse, ilse@"},
        {"text": "Ilse", "file": SimpleUploadedFile("a.csv", b"Hans")},
        {"file": SimpleUploadedFile("a.csv", b"x" * 2_000_002)},
        {"file": SimpleUploadedFile("a.csv", b"\xff\xfe")},
    ],
)
def test_recipients_that_cannot_be_used_make_no_link(sent, world, sign_in) -> None:
    letter = make_letter(world.ours)
    answer = sign_in(world.ours.admin.user).post(recipients_page(letter), sent)
    assert answer.status_code == 200
    assert "text/html" in answer["Content-Type"]
    assert links_of(world.ours) == []


def test_a_letter_with_one_link_for_everybody_makes_none_for_recipients(world, sign_in) -> None:
    letter = make_letter(world.ours, kind="shared")
    browser = sign_in(world.ours.admin.user)
    assert browser.get(recipients_page(letter)).status_code == 404
    assert browser.post(recipients_page(letter), {"text": "Ilse"}).status_code == 404
    assert links_of(world.ours) == []


@pytest.mark.parametrize("stranger", ["sister", "foreign"])
def test_nobody_makes_links_for_anothers_letter(stranger, world, sign_in) -> None:
    letter = make_letter(getattr(world, stranger))
    browser = sign_in(world.ours.admin.user)
    assert browser.post(recipients_page(letter), {"text": "Ilse"}).status_code == 404
    assert links_of(getattr(world, stranger)) == []


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30, "null"])
def test_a_letter_that_is_none_has_no_recipients(number, world, sign_in) -> None:
    page = f"/admin/letters/letter/{number}/recipients/"
    assert sign_in(world.ours.admin.user).get(page).status_code == 404


def test_a_letter_and_its_links_are_named_once_in_the_log(world, sign_in) -> None:
    browser, letter = sign_in(world.ours.admin.user), make_letter(world.ours)
    browser.post(recipients_page(letter), {"text": "Ilse\nHans"})
    history = browser.get(page_of(Letter, "history", letter.pk)).content.decode()
    assert "links" in history
    assert "Ilse" not in history
