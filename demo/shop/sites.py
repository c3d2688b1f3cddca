"""Which page answers at which address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from http import HTTPStatus

from demo.shop.account import account
from demo.shop.customers import Customer
from demo.shop.markup import Html
from demo.shop.neighbours import neighbour_document, neighbour_missing, neighbour_pages
from demo.shop.orders import about_a_good, basket, checkout, contacts
from demo.shop.page import Page, document
from demo.shop.plain import about, delivery, missing, thanks
from demo.shop.products import products
from demo.shop.settings import DEMO_SITES, REACTOR_AND_MATCH, DemoSite
from demo.shop.shelves import home, shelves
from demo.shop.words import LANGUAGES, Words, words_of

NEIGHBOURS = DEMO_SITES[1:]


@dataclass(frozen=True)
class Shown:
    """A page on its site; `frame` makes the whole document around a given widget tag."""

    site: DemoSite
    status: HTTPStatus
    frame: Callable[[Html], Html]


@cache
def addresses() -> dict[str, Shown]:
    """Every page of the demo world by its path."""
    found: dict[str, Shown] = {}
    for words in map(words_of, LANGUAGES):
        found |= {words.root + page.path: in_shop(page, words) for page in _shop_pages(words)}
    for site in NEIGHBOURS:
        found |= {site.prefix + page.path: _at_neighbour(page, site) for page in neighbour_pages(site)}
    return found


def not_found(path: str) -> Shown:
    """The page for a wrong address, in the look of the site and the language it was tried on."""
    for site in NEIGHBOURS:
        if path.startswith(site.prefix):
            return _at_neighbour(neighbour_missing(site), site)
    words = words_at(path)
    return in_shop(missing(words), words)


def quoted(path: str, *, about_slug: str) -> Shown:
    """Contacts with a letter begun about one good."""
    words = words_at(path)
    return in_shop(contacts(words, sent=about_a_good(words, about_slug)), words)


def of_customer(path: str, customer: Customer | None) -> Shown:
    """The account of whoever is logged in."""
    words = words_at(path)
    return in_shop(account(words, customer), words)


def corrected(path: str, sent: Mapping[str, str], wrong: Mapping[str, str]) -> Shown:
    """The form that was sent to `path`, once more, with its mistakes marked."""
    words = words_at(path)
    page = checkout if path.endswith("checkout/") else contacts
    return in_shop(page(words, sent=sent, wrong=wrong), words)


def words_at(path: str) -> Words:
    """The language that a path is in."""
    return words_of("ru" if path.startswith("/ru/") else "en")


def in_shop(page: Page, words: Words) -> Shown:
    """A page of Reactor & Match."""
    return Shown(REACTOR_AND_MATCH, page.status, partial(_shop_frame, page, words))


def _shop_pages(words: Words) -> list[Page]:
    return [
        home(words),
        *shelves(words),
        *products(words),
        delivery(words),
        basket(words),
        checkout(words),
        contacts(words),
        about(words),
        account(words),
        thanks(words, path="checkout/thanks/", kind="order"),
        thanks(words, path="contacts/thanks/", kind="letter"),
    ]


def _shop_frame(page: Page, words: Words, widget: Html) -> Html:
    return document(page, words, widget=widget)


def _at_neighbour(page: Page, site: DemoSite) -> Shown:
    return Shown(site, page.status, partial(_neighbour_frame, page, site))


def _neighbour_frame(page: Page, site: DemoSite, widget: Html) -> Html:
    return neighbour_document(page, site, widget=widget)
