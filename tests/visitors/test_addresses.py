"""Which pages and origins are taken for what they say."""

import pytest

from chatdesk.visitors.addresses import MAX_TITLE, MAX_URL, origin_allowed, safe_title, safe_url

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


CARD = "4111111111111111"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (f"https://shop.example/pay/{CARD}", "https://shop.example/pay/xxxx1111"),
        ("https://shop.example/pay/4111%201111%201111%201111/ok", "https://shop.example/pay/xxxx1111/ok"),
        ("https://shop.example/r\u00e9acteur/4111-1111-1111-1111", "https://shop.example/r%C3%A9acteur/xxxx1111"),
        (f"https://shop.example/?n={CARD}&page=2", "https://shop.example/?n=xxxx1111&page=2"),
        ("https://shop.example/?q=4111+1111+1111+1111", "https://shop.example/?q=xxxx1111"),
        ("https://shop.example/?q=pay%204111%201111-1111.1111", "https://shop.example/?q=pay+xxxx1111"),
        ("https://shop.example/?q=%EF%BC%94111111111111111", "https://shop.example/?q=xxxx1111"),
        (f"https://shop.example/?{CARD}=1", "https://shop.example/?xxxx1111=1"),
        (f"https://shop.example/?order=12-{CARD}-7", "https://shop.example/?order=12-xxxx1111-7"),
        (f"https://duckduckgo.com/?q={CARD}", "https://duckduckgo.com/?q=xxxx1111"),
    ],
)
def test_addresses_show_no_more_than_the_end_of_a_cards_number(given: str, kept: str) -> None:
    assert safe_url(given) == kept
    assert safe_url(kept) == kept


@pytest.mark.parametrize(
    "address",
    [
        "https://shop.example/order/4111111111111112",
        "https://shop.example/r%C3%A9acteur/20251126/",
        "https://shop.example/?phone=%2B441134960142",
        f"https://shop.example/?yclid={CARD}&utm_source=yandex",
        "https://shop.example/a;colour=red/b",
    ],
)
def test_other_numbers_stay_as_they_are(address: str) -> None:
    assert safe_url(address) == address


def test_a_session_in_the_path_is_left_out() -> None:
    assert safe_url("https://shop.example/a;jsessionid=8A7B;v=2/b?x=1") == "https://shop.example/a;v=2/b?x=1"


def test_a_number_behind_the_longest_address_is_not_uncovered_by_the_cut() -> None:
    padding = "a" * (MAX_URL - len("https://shop.example/") - 10)
    kept = safe_url(f"https://shop.example/{padding}/{CARD}")
    assert len(kept) <= MAX_URL
    assert "4111" not in kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (f"Order of {CARD}", "Order of •••• 1111"),
        ("Pay\x07ment", "Payment"),
        ("x" * 400, "x" * MAX_TITLE),
        (f"{'x' * 290} {CARD}", f"{'x' * 290} •••• 1111"),
    ],
)
def test_titles_are_cleaned_masked_and_cut(given: str, kept: str) -> None:
    assert safe_title(given) == kept
