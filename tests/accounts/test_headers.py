"""What browsers are told about our pages (HARDENING S17)."""

import pytest

PAGES = ["/accounts/login/", "/accounts/password/reset/", "/admin/", "/admin/tenants/site/", "/nowhere/"]


def policy(answer) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


@pytest.fixture
def signed_in(client, world):
    client.force_login(world.owner)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_closed_to_frames_and_foreign_parts(page, signed_in) -> None:
    answer = signed_in.get(page)
    rules = policy(answer)
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["base-uri"] == "'none'"
    assert rules["style-src"] == "'self'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_code_is_evaluated_in_the_admin_only(signed_in) -> None:
    assert "'unsafe-eval'" in policy(signed_in.get("/admin/"))["script-src"]
    for page in ("/accounts/password/change/", "/nowhere/", "/desk/"):
        assert "unsafe" not in signed_in.get(page)["Content-Security-Policy"]


def test_inline_scripts_run_nowhere(signed_in) -> None:
    for page in PAGES:
        assert "unsafe-inline" not in policy(signed_in.get(page))["script-src"]


def test_sockets_lead_home(signed_in, settings) -> None:
    sources = policy(signed_in.get("/accounts/login/"))["connect-src"].split()
    assert sources == ["'self'", settings.DESK_URL.replace("http", "ws", 1)]


def test_pages_of_the_admin_are_not_kept(signed_in) -> None:
    assert "no-store" in signed_in.get("/admin/tenants/site/")["Cache-Control"]
