"""One page of a demo site, and the frame that every page of Reactor & Match stands in."""

from dataclasses import dataclass
from http import HTTPStatus

from demo.shop.markup import NOTHING, Html, fill, joined
from demo.shop.words import Words, words_of

HERE = Html(' aria-current="page"')
TOP_LINKS = ("matches", "reactors", "parts", "delivery", "account")
FOOT_LINKS = (*TOP_LINKS, "contacts", "about")
FRAME_TEXTS = (
    "added",
    "basket",
    "foot_label",
    "full",
    "in_basket",
    "invented",
    "menu",
    "nav_label",
    "no_more",
    "note",
    "other_name",
    "skip",
)


@dataclass(frozen=True)
class Page:
    """What one address shows. `path` and `section` are below the language's root."""

    path: str
    title: str
    content: Html
    description: str = ""
    section: str = ""
    status: HTTPStatus = HTTPStatus.OK


def crumb(words: Words, *, here: str, shelf: str = "") -> Html:
    """The path from the home page to this one."""
    return fill(
        "shop/pieces/crumb.html",
        label=words["shop.path_label"],
        root=words.root,
        home=words["shop.home"],
        middle=_middle(words, shelf) if shelf else NOTHING,
        here=here,
    )


def document(page: Page, words: Words, *, widget: Html) -> Html:
    """The whole document of a page of Reactor & Match."""
    other = words_of("ru" if words.language == "en" else "en")
    return fill(
        "shop/layout.html",
        lang=words.language,
        title=f"{page.title} – {words['shop.name']}",
        description=page.description or words["shop.description"],
        content=page.content,
        widget=widget,
        root=words.root,
        home_current=HERE if page.path == "" and page.status == HTTPStatus.OK else NOTHING,
        basket_current=HERE if page.path == "basket/" else NOTHING,
        nav=_links(words, TOP_LINKS, page),
        foot_nav=_links(words, FOOT_LINKS, page),
        other_lang=other.language,
        other_href=other.root + page.path,
        **{name: words[f"shop.{name}"] for name in FRAME_TEXTS},
    )


def _links(words: Words, names: tuple[str, ...], page: Page) -> Html:
    return joined(
        fill(
            "shop/pieces/nav_link.html",
            href=f"{words.root}{name}/",
            current=_current(page, name),
            text=words[f"nav.{name}"],
        )
        for name in names
    )


def _current(page: Page, name: str) -> Html:
    if page.path == f"{name}/":
        return HERE
    return Html(' aria-current="true"') if page.section == name else NOTHING


def _middle(words: Words, shelf: str) -> Html:
    link = fill(
        "shop/pieces/nav_link.html",
        href=f"{words.root}{shelf}/",
        current=NOTHING,
        text=words[f"nav.{shelf}"],
    )
    return Html(f"{link} / ")
