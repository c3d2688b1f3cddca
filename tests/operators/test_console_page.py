"""The console's page: who gets it, and what it lets the browser load."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser

from operators import assets
from tenants.models import Member
from tenants.scope import tenant_scope
from tests.sockets import make_session
from tests.world import World, make_user

STATIC = Path(assets.__file__).parent / "static" / "operators"


def signed_in(member: Member) -> Browser:
    """A browser in which the member is signed in."""
    browser = Browser()
    browser.cookies[settings.SESSION_COOKIE_NAME] = make_session(member)
    return browser


@pytest.fixture
def page(world: World) -> str:
    """The page as an operator gets it."""
    return signed_in(world.ours.marta).get("/desk/").content.decode()


def test_strangers_are_sent_to_the_sign_in_page(world: World) -> None:
    answer = Browser().get("/desk/")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/desk/"


def test_a_user_without_a_place_in_a_team_is_refused(world: World) -> None:
    browser = Browser()
    browser.force_login(make_user("nobody"))
    assert browser.get("/desk/").status_code == 403


def test_the_page_takes_no_post(world: World) -> None:
    assert signed_in(world.ours.marta).post("/desk/").status_code == 405


def test_the_page_holds_nothing_of_the_clients_but_names(page: str, world: World) -> None:
    assert str(world.ours.marta.public_id) in page
    assert world.sister.tenant.name not in page
    assert world.foreign.tenant.name not in page


def test_every_module_is_in_the_import_map(page: str) -> None:
    found = re.search(r'<script type="importmap" nonce="[^"]+">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    imports = json.loads(found.group(1))["imports"]
    own = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js")} - {"theme.js"}
    own = {name for name in own if not name.startswith("vendor/")}
    assert own == {name.removeprefix("/static/operators/") for name in imports if name.startswith("/")}
    assert {name for name in imports if not name.startswith("/")} == set(assets.LIBRARIES)


def test_everything_that_modules_import_by_name_is_vendored() -> None:
    named = re.compile(r'from ?"([@a-z][@a-z/-]*)"')
    used = {name for path in STATIC.rglob("*.js") for name in named.findall(path.read_text())}
    assert used == set(assets.LIBRARIES)


def test_every_style_sheet_is_listed_once() -> None:
    listed = sorted(f"operators/css/{path.name}" for path in (STATIC / "css").glob("*.css"))
    assert sorted(assets.sheets()) == listed


def test_nothing_on_the_page_needs_an_exception_from_the_policy(page: str) -> None:
    assert not re.search(r"\son[a-z]+=|\sstyle=|<style", page)
    bare = re.findall(r"<script(?![^>]*(?:src=|nonce=|application/json))[^>]*>", page)
    assert bare == []


def test_somebody_with_one_client_has_nothing_to_change_to(page: str) -> None:
    assert clients_of(page) == []


def test_somebody_with_two_clients_can_change_between_them(world: World) -> None:
    marta = world.ours.marta
    with tenant_scope(world.sister.id):
        second = Member.objects.create(user=marta.user, role=Member.Role.OPERATOR, name="Marta")
    browser = signed_in(marta)
    ours, sister = world.ours.tenant.name, world.sister.tenant.name
    assert {one["name"] for one in clients_of(browser.get("/desk/").content.decode())} == {ours, sister}
    changed = clients_of(browser.get(f"/desk/?as={second.id}").content.decode())
    assert [one["name"] for one in changed if one["current"]] == [sister]
    kept = clients_of(browser.get("/desk/").content.decode())
    assert [one["name"] for one in kept if one["current"]] == [sister]


def test_nobody_changes_to_a_membership_of_somebody_else(world: World) -> None:
    page = signed_in(world.ours.marta).get(f"/desk/?as={world.foreign.marta.id}").content.decode()
    assert world.foreign.tenant.name not in page


def clients_of(page: str) -> Any:
    """What the page offers to change to."""
    found = re.search(r'<script id="clients" type="application/json">(.*?)</script>', page)
    assert found is not None
    return json.loads(found.group(1))
