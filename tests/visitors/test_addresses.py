"""Which pages and origins are taken for what they say."""

import pytest

from chatdesk.visitors.addresses import origin_allowed, safe_url

DOMAINS = ("shop.example", "*.shop.example", "localhost:8002")


@pytest.mark.parametrize(
    "origin",
    [
        "https://shop.example",
        "http://shop.example",
        "https://www.shop.example",
        "https://shop.example:443",
        "http://localhost:8002",
        "https://SHOP.example",
    ],
)
def test_origins_of_the_sites_domains_are_let_in(origin: str) -> None:
    assert origin_allowed(origin, DOMAINS)


@pytest.mark.parametrize(
    "origin",
    ["", "null", "https://evil.example", "https://shop.example.evil.example", "https://evilshop.example",
     "https://shop.example:8443", "http://localhost:8003", "http://localhost", "ftp://shop.example",
     "https://shop.example@evil.example", "https://evil.example#shop.example", "https://[::1", "shop.example",
     "https://shop.example/path", "https://shop.example:99999"],
)  # fmt: skip
def test_every_other_origin_is_refused(origin: str) -> None:
    assert not origin_allowed(origin, DOMAINS)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://shop.example/a?page=2&access_token=x&PASSWORD=y", "https://shop.example/a?page=2"),
        ("https://user:secret@shop.example/", "https://shop.example/"),
        ("https://shop.example/a#token=1", "https://shop.example/a"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://[::1", ""),
        ("not an address", ""),
    ],
)
def test_addresses_lose_secrets_and_foreign_schemes(given: str, kept: str) -> None:
    assert safe_url(given) == kept
