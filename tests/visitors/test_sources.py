"""Where a visit came from, told by its two addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatdesk.visitors.sources import Campaign, Kind, traffic_source

SHOP = "https://shop.example/"


@pytest.mark.parametrize(
    ("referrer", "kind", "name"),
    [
        ("", "direct", ""),
        ("https://www.google.co.uk/", "search", "Google"),
        ("https://yandex.ru/", "search", "Yandex"),
        ("https://r.search.yahoo.com/", "search", "Yahoo"),
        ("https://mail.google.com/", "email", "Gmail"),
        ("https://gemini.google.com/", "assistant", "Gemini"),
        ("https://chatgpt.com/", "assistant", "ChatGPT"),
        ("https://web.telegram.org/k/", "messenger", "Telegram"),
        ("https://l.facebook.com/", "social", "Facebook"),
        ("https://m.vk.com/wall-1_2", "social", "VK"),
        ("https://blog.example/post", "referral", "blog.example"),
        ("https://www.blog.example/post", "referral", "blog.example"),
        ("https://shop.example/other", "internal", ""),
        ("https://www.shop.example/other", "internal", ""),
        ("https://notgoogle.example/", "referral", "notgoogle.example"),
        ("https://google.phishing.example/", "referral", "google.phishing.example"),
        ("not an address", "direct", ""),
        ("http://[broken", "direct", ""),
    ],
)
def test_a_host_is_recognised_with_its_subdomains_and_nobody_who_only_looks_like_it(
    referrer: str, kind: str, name: str
) -> None:
    source = traffic_source(referrer, SHOP)
    assert (source.kind, source.name) == (kind, name)


@pytest.mark.parametrize(
    ("landing", "kind", "name"),
    [
        ("?gclid=abc", "ad", "Google Ads"),
        ("?yclid=1&utm_source=yandex&utm_medium=cpc", "ad", "Yandex Direct"),
        ("?utm_source=reactor-forum&utm_medium=banner", "ad", "reactor-forum"),
        ("?UTM_SOURCE=google&UTM_MEDIUM=CPC", "ad", "Google"),
        ("?utm_source=autumn-letter&utm_medium=email", "email", "autumn-letter"),
        ("?utm_source=telegram", "messenger", "Telegram"),
        ("?utm_source=chatgpt.com", "assistant", "ChatGPT"),
        ("?utm_source=club&utm_medium=social", "social", "club"),
        ("?utm_source=partner", "referral", "partner"),
        ("?fbclid=x", "direct", ""),
    ],
)
def test_the_landing_page_tells_what_the_referrer_does_not(landing: str, kind: str, name: str) -> None:
    source = traffic_source("", SHOP + landing)
    assert (source.kind, source.name) == (kind, name)


@pytest.mark.parametrize(
    ("referrer", "landing", "words"),
    [
        ("https://duckduckgo.com/?q=two+circuit+reactor", "", "two circuit reactor"),
        ("https://yandex.ru/search/?text=%D1%80%D0%B5%D0%B0%D0%BA%D1%82%D0%BE%D1%80", "", "реактор"),
        ("https://www.google.com/", "?gclid=1&utm_term=reactor+price", "reactor price"),
        ("https://www.google.com/", "?gclid=1&utm_term={keyword}", ""),
        ("https://blog.example/?q=not+a+search", "", ""),
    ],
)
def test_the_words_of_a_search_come_from_the_engine_or_the_ad(referrer: str, landing: str, words: str) -> None:
    assert traffic_source(referrer, SHOP + landing).query == words


def test_all_five_fields_of_a_campaign_are_kept_as_they_were_written() -> None:
    query = "?utm_source=News&utm_medium=email&utm_campaign=Autumn%202026&utm_term=match&utm_content=blue"
    source = traffic_source("", SHOP + query)
    assert source.campaign == Campaign("News", "email", "Autumn 2026", "match", "blue")


def test_a_click_id_is_named_and_its_value_is_not_kept() -> None:
    source = traffic_source("", f"{SHOP}?gclid=EAIaIQ-identifies-a-person")
    assert source.click_id == "gclid"
    assert "identifies" not in repr(source)


@given(st.text(), st.text())
def test_whatever_the_addresses_are_there_is_an_answer(referrer: str, landing: str) -> None:
    source = traffic_source(referrer, landing)
    assert source.kind in Kind
    assert all(len(text) <= 300 for text in (source.query, source.campaign.source))
