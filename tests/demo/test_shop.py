"""The demo sites as a visitor's browser meets them."""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from demo.shop.settings import BIKES_SITE_KEY, DEMO_SITE_KEY, LINEN_SITE_KEY
from demo.shop.sites import addresses
from demo.shop.words import words_of
from tests.demo.client import DOOR, Answer, Client

PAGES = sorted(addresses())
STARTS = ("/", "/ru/", "/linen/", "/bikes/")
OTHER_KEY = "0" * 32


def key_of(path: str) -> str:
    if path.startswith("/linen/"):
        return LINEN_SITE_KEY
    return BIKES_SITE_KEY if path.startswith("/bikes/") else DEMO_SITE_KEY


def linked(answer: Answer, page: str) -> set[str]:
    """Own addresses that a page points to, without fragments."""
    found = answer.values("href") + answer.values("src")
    return {urldefrag(urljoin(page, url)).url for url in found if not url.startswith(("http", "mailto:"))}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_carries_its_sites_widget_once_and_asynchronously(shop: Client, path: str) -> None:
    page = shop.get(path)
    assert page.status == 200
    assert page.widget_scripts == [f"{DOOR.url}/w/{key_of(path)}.js"]
    [tag] = [attrs for name, attrs in page.tags if name == "script" and DOOR.url in (attrs.get("src") or "")]
    assert "async" in tag


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_an_inline_script_style_or_handler(shop: Client, path: str) -> None:
    page = shop.get(path)
    assert all("src" in attrs for tag, attrs in page.tags if tag == "script")
    assert not [tag for tag, _ in page.tags if tag == "style"]
    names = {name for _, attrs in page.tags for name in attrs}
    assert not {name for name in names if name == "style" or name.startswith("on")}


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_another_origin_for_anything_but_the_widget(shop: Client, path: str) -> None:
    page = shop.get(path)
    fetched = page.values("src") + page.values("srcset") + page.values("href", of="link")
    assert [url for url in fetched if urlsplit(url).netloc] == page.widget_scripts


@pytest.mark.parametrize("path", PAGES)
def test_every_page_names_its_language_and_has_one_heading_and_unique_ids(shop: Client, path: str) -> None:
    page = shop.get(path)
    assert page.values("lang", of="html") == ["ru" if path.startswith("/ru/") else "en"]
    assert [tag for tag, _ in page.tags].count("h1") == 1
    ids = page.values("id")
    assert len(ids) == len(set(ids))


def test_no_link_is_broken_and_every_page_can_be_reached(shop: Client) -> None:
    waiting, seen = set(STARTS), set[str]()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = shop.get(path)
        assert answer.status == 200, path
        if answer.headers["Content-Type"].startswith("text/html"):
            waiting |= linked(answer, path) - seen
    unlinked = set(PAGES) - seen
    assert all(path.endswith("/thanks/") for path in unlinked), unlinked


@pytest.mark.parametrize("path", ["/", "/nothing-here", "/static/shop.css", "/matches"])
def test_every_answer_forbids_what_the_widget_does_not_need(shop: Client, path: str) -> None:
    rules = dict(rule.split(" ", 1) for rule in shop.get(path).headers["Content-Security-Policy"].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'self' {DOOR.url}"
    assert rules["style-src"] == "'self'"
    assert rules["connect-src"] == f"'self' {DOOR.url} ws://door.example:9001"
    assert "unsafe" not in str(rules)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/reactors/hearth-4/", "This page went out."),
        ("/ru/reactors/hearth-4/", "Эта страница погасла."),
        ("/linen/silk/", "Nothing under this fold"),
        ("/bikes/cars/", "Off the track"),
        ("/static/../settings.py", "This page went out."),
        ("/static/%2e%2e/settings.py", "This page went out."),
        ("//elsewhere.example/", "This page went out."),
    ],
)
def test_an_unknown_address_is_refused_in_the_look_of_its_site(shop: Client, path: str, words: str) -> None:
    page = shop.get(path)
    assert page.status == 404
    assert words in page.body
    assert len(page.widget_scripts) == 1


def test_an_address_without_its_slash_leads_to_the_page(shop: Client) -> None:
    answer = shop.get("/matches")
    assert (answer.status, answer.headers["Location"]) == (301, "/matches/")


@pytest.mark.parametrize("path", STARTS)
def test_the_widget_can_be_left_out_doubled_or_exchanged(shop: Client, path: str) -> None:
    assert shop.get(f"{path}?widget=off").widget_scripts == []
    assert shop.get(f"{path}?twice=1").widget_scripts == [f"{DOOR.url}/w/{key_of(path)}.js"] * 2
    assert shop.get(f"{path}?site={OTHER_KEY}").widget_scripts == [f"{DOOR.url}/w/{OTHER_KEY}.js"]


@pytest.mark.parametrize("key", ['"><script>', "../x", "a" * 65, "%0d%0a", ""])
def test_what_is_no_site_key_is_not_put_into_the_page(shop: Client, key: str) -> None:
    assert shop.get(f"/?site={key}").widget_scripts == [f"{DOOR.url}/w/{DEMO_SITE_KEY}.js"]


def test_a_page_that_did_not_change_is_not_sent_again(shop: Client) -> None:
    tag = shop.get("/").headers["ETag"]
    again = shop.get("/", **{"If-None-Match": tag})
    assert (again.status, again.body) == (304, "")
    assert shop.get("/?widget=off", **{"If-None-Match": tag}).status == 200


def test_head_tells_the_length_and_sends_nothing(shop: Client) -> None:
    answer = shop.ask("HEAD", "/")
    assert answer.status == 200
    assert answer.body == ""
    assert int(answer.headers["Content-Length"]) == len(shop.get("/").body.encode())


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(shop: Client, method: str) -> None:
    assert shop.ask(method, "/").status == 501


def test_both_languages_say_the_same_things() -> None:
    assert shape(words_of("en").texts) == shape(words_of("ru").texts)


def shape(texts: object) -> object:
    """The texts without words: names of tables, lengths of lists, placeholders."""
    if isinstance(texts, dict):
        return {name: shape(text) for name, text in texts.items()}
    if isinstance(texts, list):
        return [shape(text) for text in texts]
    return sorted(re.findall(r"\{\w+\}", str(texts)))
