"""The two smaller clients: a linen shop and a bicycle workshop, three pages each, in English."""

from http import HTTPStatus

from demo.shop.markup import Html, fill
from demo.shop.page import Page
from demo.shop.settings import DemoSite

LINEN = (("", "Linen that stays"), ("sheets/", "Sheets and sizes"), ("care/", "Care and contact"))
BIKES = (("", "Bicycles, mended"), ("prices/", "Prices"), ("visit/", "Visit"))


def neighbour_pages(site: DemoSite) -> list[Page]:
    """All pages of one small site."""
    titles = LINEN if site.prefix == "/linen/" else BIKES
    return [Page(path=path, title=title, content=fill(_file(site, path or "home/"))) for path, title in titles]


def neighbour_missing(site: DemoSite) -> Page:
    """For an address below the site's prefix where nothing is."""
    return Page(
        path="missing/",
        title="Nothing here",
        content=fill(_file(site, "missing/")),
        status=HTTPStatus.NOT_FOUND,
    )


def neighbour_document(page: Page, site: DemoSite, *, widget: Html) -> Html:
    """The whole document, with the link to this page marked."""
    marks = {
        "home_here": _mark(page.path == ""),
        "second_here": _mark(page.path in {"sheets/", "prices/"}),
        "third_here": _mark(page.path in {"care/", "visit/"}),
    }
    return fill(_file(site, "layout/"), title=page.title, content=page.content, widget=widget, **marks)


def _file(site: DemoSite, name: str) -> str:
    return f"{site.prefix.strip('/')}/{name.strip('/')}.html"


def _mark(here: bool) -> Html:
    return Html(' aria-current="page"' if here else "")
