"""What a contact is worth, and that each is written down once."""

import pytest

from chatdesk.visitors.contact_points.selectors import points_of
from chatdesk.visitors.contact_points.services import MOST_OF_A_VISITOR, Sighting, choose_contact, record_contacts
from chatdesk.visitors.contact_points.values import read
from chatdesk.visitors.contacts import contacts_in, name_in
from chatdesk.visitors.models import ContactPoint, Visitor
from tenants.scope import tenant_scope
from tests.world import Client, World

MESSAGE = Sighting(ContactPoint.Origin.MESSAGE, consent="site")


@pytest.mark.parametrize(
    ("text", "region", "normal"),
    [
        ("8 (916) 123-45-67", "RU", "+79161234567"),
        ("8 916 987 65 43", "", "+79169876543"),
        ("+44 20 7946 0000", "RU", "+442079460000"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("(415) 555-2671", "us", "+14155552671"),
        ("٠٢٠٧٩٤٦٠٠١٨", "GB", "+442079460018"),
        ("030 1234 5678", "", "03012345678"),
    ],
)
def test_numbers_become_e164(text: str, region: str, normal: str) -> None:
    value = read("phone", text, region=region)
    assert value is not None
    assert (value.normal, value.given) == (normal, text)


@pytest.mark.parametrize(
    ("kind", "text", "doubt"),
    [
        ("phone", "+44 20 7946 0018", ""),
        ("phone", "1111111", "fake"),
        ("phone", "1234567", "fake"),
        ("phone", "+7 916 000 00 00", "fake"),
        ("phone", "8 (999) 123-45-67", "fake"),
        ("phone", "+44 1", None),
        ("phone", "+999 12345678", "syntax"),
        ("phone", "no number", None),
        ("email", "anna@mill.example", ""),
        ("email", "Anna.Berg@Gmail.com", ""),
        ("email", "someone@ymail.com", ""),
        ("email", "anna@ya.ru", ""),
        ("email", "anna@mail.ru", ""),
        ("email", "anna@mailinator.com", "disposable"),
        ("email", "anna@box.mailinator.com", "disposable"),
        ("email", "anna@gmial.com", "typo"),
        ("email", "anna@gmail.con", "typo"),
        ("email", "anna@yandx.ru", "typo"),
        ("email", "anna@hotmial.com", "typo"),
        ("email", "test@test.com", "fake"),
        ("email", "asdf@asdf.ru", "fake"),
        ("email", "aaaa@shop.com", "fake"),
        ("email", "anna@localhost", "syntax"),
        ("email", "an na@@shop.com", "syntax"),
        ("email", "anna..b@shop.com", "syntax"),
        ("email", "nobody", None),
        ("email", "@shop.com", None),
        ("name", "Anna Berg", ""),
        ("name", "Иван Петров", ""),
        ("name", "asdf", "fake"),
        ("name", "тест", "fake"),
        ("name", "aaaa", "fake"),
        ("name", "12345", None),
        ("name", "anna@shop.com", None),
    ],
)
def test_what_nobody_is_behind_is_marked(kind: str, text: str, doubt: str | None) -> None:
    value = read(kind, text)
    assert (None if value is None else value.doubt) == doubt


def test_a_mistyped_domain_comes_with_what_was_meant() -> None:
    value = read("email", "Anna@gmial.com")
    assert value is not None
    assert value.suggestion == "anna@gmail.com"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("phone", "4111 1111 1111 1111"),
        ("name", "Anna 4111111111111111"),
        ("email", "4111111111111111@shop.com"),
        ("name", "A" * 81),
        ("email", "a" * 250 + "@b.com"),
        ("phone", "1" * 33),
        ("name", "\0"),
        ("name", "   "),
        ("password", "hunter2"),
    ],
)
def test_cards_overlong_texts_and_other_kinds_are_no_contacts(kind: str, text: str) -> None:
    assert read(kind, text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hello, my name is Anna Berg.", "Anna Berg"),
        ("Меня зовут Иван", "Иван"),
        ("моё имя — Ольга, хочу котёл", "Ольга"),
        ("my name is on the order", ""),
        ("the name is Bond", ""),
    ],
)
def test_names_are_read_where_somebody_introduces_themselves(text: str, name: str) -> None:
    assert name_in([text]) == name


def test_a_message_without_contacts_has_none() -> None:
    assert contacts_in("Does it fit through a gate? 12 × 40 cm, 1 200 €") == []


@pytest.fixture
def visitor(world: World) -> Visitor:
    """Somebody of ours."""
    with tenant_scope(world.ours.id):
        return Visitor.objects.create(site=world.ours.site, token_hash=b"x" * 32, visits=1)


def record(client: Client, visitor: Visitor, *found: tuple[str, str]) -> list[ContactPoint]:
    """Writes down, and reads all."""
    with tenant_scope(client.id):
        record_contacts(visitor_id=visitor.id, found=found, seen=MESSAGE)
        return list(points_of(visitor.id))


def test_the_same_contact_is_written_down_once_however_it_is_spelt(world: World, visitor: Visitor) -> None:
    (first,) = record(world.ours, visitor, ("phone", "+44 20 7946 0018"))
    (again,) = record(world.ours, visitor, ("phone", "+44 (20) 79460018"), ("phone", "+442079460018"))
    assert (again.id, again.value) == (first.id, "+44 20 7946 0018")
    assert again.last_at > first.last_at


def test_a_visitor_has_at_most_thirty(world: World, visitor: Visitor) -> None:
    many = [("email", f"anna{number}@mill.example") for number in range(MOST_OF_A_VISITOR + 5)]
    assert len(record(world.ours, visitor, *many)) == MOST_OF_A_VISITOR


def test_what_is_plausible_stands_before_what_is_not(world: World, visitor: Visitor) -> None:
    points = record(world.ours, visitor, ("email", "anna@mill.example"), ("email", "test@test.com"))
    assert [point.value for point in points] == ["anna@mill.example", "test@test.com"]


def test_an_operators_word_stands_first_and_can_be_taken_back(world: World, visitor: Visitor) -> None:
    record(world.ours, visitor, ("email", "anna@gmial.com"), ("name", "Anna"))
    with tenant_scope(world.ours.id):
        for text, name in (("anna@gmail.com", "email"), ("Anna Berg", "name")):
            assert choose_contact(visitor_id=visitor.id, kind=name, text=text, member=world.ours.marta)
        best = next(iter(points_of(visitor.id)))
        assert (best.value, best.chosen_by, best.origin) == ("anna@gmail.com", world.ours.marta, "operator")
        assert Visitor.objects.get(id=visitor.id).called == "Anna Berg"
        assert not choose_contact(visitor_id=visitor.id, kind="email", text="nobody", member=world.ours.marta)
        assert choose_contact(visitor_id=visitor.id, kind="name", text="", member=world.ours.marta)
        assert Visitor.objects.get(id=visitor.id).called == "Anna"
