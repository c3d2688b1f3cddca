"""What the visitor door serves to pages."""

import gzip
import json
import re
import uuid
from pathlib import Path

import brotli
import pytest
from django.test import Client as Browser

from tenants.access import SiteAccess, site_by_key
from tenants.scope import tenant_scope
from tests.world import World
from widget import build, files
from widget.loader import inline, rendered_loader
from widget.models import Appearance
from widget.selectors import loader_settings

KB = 1024
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    """The files are there."""
    build.build()


@pytest.fixture
def site(world: World) -> SiteAccess:
    """Our client's site as the door finds it."""
    found = site_by_key(world.ours.site.key)
    assert found is not None
    return found


def settings_in(script: str) -> dict[str, object]:
    """What the server inlined."""
    shell = files.loader()
    return json.loads(script.removeprefix(shell.before).removesuffix(shell.after))


def test_the_loader_is_short_lived_public_and_answers_with_304_to_who_has_it(site: SiteAccess) -> None:
    first = Browser().get(f"/w/{site.key}.js")
    assert first.status_code == 200
    assert first["Content-Type"] == "text/javascript; charset=utf-8"
    assert first["Cache-Control"] == "public, max-age=60"
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert first["X-Content-Type-Options"] == "nosniff"
    assert not first.cookies
    again = Browser().get(f"/w/{site.key}.js", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_loader_comes_packed_to_who_takes_gzip(site: SiteAccess) -> None:
    plain = Browser().get(f"/w/{site.key}.js")
    packed = Browser().get(f"/w/{site.key}.js", headers={"Accept-Encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.1, gzip;q=1.0", "br"),
        ("BR", "br"),
        ("gzip, deflate", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=0, br;Q=0.000", ""),
        ("brotli, x-gzip", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_a_versioned_file_comes_in_the_smallest_encoding_that_the_browser_takes(
    database: None, accepted: str, encoding: str
) -> None:
    address = f"/w/a/{files.loader().version}/session.js"
    answer = Browser().get(address, headers={"Accept-Encoding": accepted})
    assert answer.get("Content-Encoding", "") == encoding
    assert UNPACK[encoding](answer.content) == Browser().get(address).content


def test_caches_keep_every_encoding_apart(site: SiteAccess) -> None:
    for address in (f"/w/{site.key}.js", f"/w/a/{files.loader().version}/session.js"):
        answers = [Browser().get(address, headers={"Accept-Encoding": accepted}) for accepted in ("br", "gzip", "")]
        assert all("Accept-Encoding" in answer["Vary"] for answer in answers)
        by_encoding = {answer.get("Content-Encoding", ""): answer["ETag"] for answer in answers}
        assert len(set(by_encoding.values())) == len(by_encoding)


@pytest.mark.parametrize("language", ["en", "ru", "de;q=0.5, *;q=0.1"])
def test_caches_keep_no_copy_for_each_language(site: SiteAccess, world: World, language: str) -> None:
    member = world.ours.marta
    with tenant_scope(world.ours.id):
        Appearance.objects.update(launcher=Appearance.Launcher.FACE)
    addresses = [f"/w/{site.key}.js", f"/w/a/{files.loader().version}/session.js", "/w/no-such-site.js"]
    for address in [*addresses, f"/w/face/{member.public_id.hex}-{'0' * 16}.png"]:
        answer = Browser().get(address, headers={"Accept-Language": language})
        assert "Accept-Language" not in answer.get("Vary", "")
        assert "Content-Language" not in answer


def test_pages_that_people_read_still_differ_by_language(database: None) -> None:
    answer = Browser().get("/accounts/login/", headers={"Accept-Language": "ru"}, follow=True)
    assert "Accept-Language" in answer["Vary"]
    assert answer["Content-Language"] == "ru"


@pytest.mark.parametrize("told", ["{}", "W/{}", '"other", {}', "*"])
def test_who_has_the_file_in_the_encoding_that_they_take_gets_304(site: SiteAccess, told: str) -> None:
    for address in (f"/w/{site.key}.js", f"/w/a/{files.loader().version}/session.js"):
        first = Browser().get(address, headers={"Accept-Encoding": "gzip"})
        told_back = {"If-None-Match": told.format(first["ETag"]), "Accept-Encoding": "gzip"}
        again = Browser().get(address, headers=told_back)
        assert (again.status_code, again.content) == (304, b"")
        assert "Content-Encoding" not in again
        for name in ("ETag", "Vary", "Cache-Control", "Access-Control-Allow-Origin"):
            assert again[name] == first[name]


def test_who_has_the_file_in_another_encoding_gets_it_anew(site: SiteAccess) -> None:
    packed = Browser().get(f"/w/{site.key}.js", headers={"Accept-Encoding": "gzip"})
    assert Browser().get(f"/w/{site.key}.js", headers={"If-None-Match": packed["ETag"]}).status_code == 200


def test_a_version_that_was_built_without_brotli_is_still_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = tmp_path / "fedcba9876"
    version.mkdir()
    (version / "session.js").write_text("plain")
    (version / "session.js.gz").write_bytes(gzip.compress(b"plain"))
    monkeypatch.setattr(files, "BUILT", tmp_path)
    assert list(files.versioned("fedcba9876/session.js")) == ["gzip", "identity"]


@pytest.mark.parametrize("key", ["0" * 32, "x", "null", "a" * 64])
def test_an_unknown_key_gets_an_empty_script(database: None, key: str) -> None:
    answer = Browser().get(f"/w/{key}.js")
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/javascript")
    assert re.fullmatch(rb"/\*[^*]*\*/", answer.content)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(site: SiteAccess, method: str) -> None:
    assert getattr(Browser(), method)(f"/w/{site.key}.js").status_code == 405


def test_versioned_files_are_immutable_and_open_to_all_pages(database: None) -> None:
    version = files.loader().version
    for name in build.VERSIONED:
        answer = Browser().get(f"/w/a/{version}/{name}.js", headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "address",
    [
        "manifest.json",
        "../build.py",
        "0123456789/session.js",
        "loader.js",
        "%2e%2e/files.py",
        "0123456789/../loader.js",
    ],
)
def test_no_other_file_can_be_reached(database: None, address: str) -> None:
    assert Browser().get(f"/w/a/{address}").status_code == 404


def test_a_face_that_is_not_there_is_404(database: None) -> None:
    assert Browser().get(f"/w/face/{uuid.uuid4().hex}-0123456789abcdef.png").status_code == 404


def test_every_setting_reaches_the_loader(world: World, site: SiteAccess) -> None:
    changed = {
        "accent": "#112233",
        "surface": "#fafafa",
        "surface_dark": "#101010",
        "radius": 2,
        "side": "start",
        "scheme": "dark",
        "launcher": "text",
        "offset_x": 30,
        "offset_y": 40,
        "z_index": 7,
        "font": "site",
        "size": 17,
        "invitation_width": 280,
        "invitation_width_phone": 300,
        "window_width": 440,
        "window_height": 500,
        "window_height_phone": 70,
        "language": "ru",
        "preview": False,
        "hide_when_away": True,
        "greeting_ru": "Я Марта.",
        "phone": "000 00 00",
        "avoid": "#basket\n\n .bar ",
    }
    with tenant_scope(world.ours.id):
        Appearance.objects.filter(site=world.ours.site).update(**changed)
    sent = loader_settings(site, build="b")
    assert sent["look"] == (
        "--cd-accent:#112233;--cd-surface:#fafafa;--cd-surface-dark:#101010;--cd-radius:2px;"
        "--cd-size:17px;--cd-x:30px;--cd-y:40px;--cd-z:7;"
        "--cd-invite:280px;--cd-invite-phone:300px;--cd-width:440px;--cd-height:500px;--cd-sheet:70"
    )
    manners = {name: sent[name] for name in ("side", "scheme", "launcher", "font", "language", "preview", "hide")}
    assert manners == {
        "side": "start",
        "scheme": "dark",
        "launcher": "text",
        "font": "site",
        "language": "ru",
        "preview": False,
        "hide": True,
    }
    assert sent["greeting"] == {"ru": "Я Марта."}
    assert sent["phone"] == "000 00 00"
    assert sent["avoid"] == ["#basket", ".bar"]


def test_what_has_its_default_costs_no_byte(world: World, site: SiteAccess) -> None:
    with tenant_scope(world.ours.id):
        Appearance.objects.filter(site=world.ours.site).delete()
    assert loader_settings(site, build="b").keys() == {"key", "door", "build"}


@pytest.mark.parametrize(
    "colour",
    ["red", "#fff", "#12345g", "url(//evil.example)", ";}*{a:b", "expression(1)", "\\23 123456"],
)
def test_only_colours_become_style(world: World, site: SiteAccess, colour: str) -> None:
    with tenant_scope(world.ours.id):
        look = Appearance.objects.get(site=world.ours.site)
        look.__class__.objects.filter(pk=look.pk).update(accent=colour[:7])
    assert "--cd-accent" not in loader_settings(site, build="b").get("look", "")


def test_settings_can_not_leave_their_place_in_the_script() -> None:
    text = inline({"greeting": "</script><!--\u2028\u2029&"})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"greeting": "</script><!--\u2028\u2029&"}


def test_a_site_that_does_not_change_keeps_its_script(site: SiteAccess) -> None:
    assert rendered_loader(site) is rendered_loader(site)
    assert settings_in(rendered_loader(site).encoded["identity"].decode())["key"] == site.key


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_first_opening_stays_within_sixteen_kilobytes_in_both_languages(site: SiteAccess, language: str) -> None:
    version = files.loader().version
    sizes = {name: len(files.versioned(f"{version}/{name}.js")["gzip"]) for name in ("session", language)}
    sizes["loader"] = len(rendered_loader(site).encoded["gzip"])
    assert sizes["loader"] <= 4 * KB, sizes
    assert sum(sizes.values()) <= 16 * KB, sizes


def test_building_twice_does_nothing_the_second_time() -> None:
    assert build.build() is False
