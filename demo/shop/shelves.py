"""Home page and the three shelves, with the cards that every list of goods is made of."""

from demo.shop.goods import SHELVES, Good, on_shelf, price
from demo.shop.markup import Html, fill, joined
from demo.shop.page import Page, crumb
from demo.shop.tables import table
from demo.shop.words import Words

WIDTHS = {"matches": 260, "parts": 260, "reactors": 360}
HEIGHTS = {"matches": 200, "parts": 200, "reactors": 220}


def home(words: Words) -> Page:
    """The scale of heat, matches, reactors."""
    content = fill(
        "shop/home.html",
        root=words.root,
        headline=words["home.headline"],
        promise=words["home.promise"],
        scale_wide=fill("shop/drawings/scale_wide.svg", **words["scale"]),
        scale_narrow=fill("shop/drawings/scale_narrow.svg", **words["scale"]),
        matches_title=words["shelves.matches.title"],
        matches_lead=words["shelves.matches.lead"],
        matches=cards(words, on_shelf("matches"), level=3),
        reactors_title=words["shelves.reactors.title"],
        reactors_lead=words["shelves.reactors.lead"],
        reactors=cards(words, on_shelf("reactors"), level=3),
        facts=joined(
            fill("shop/pieces/fact.html", href=words.root + path, title=title, text=text)
            for path, title, text in words["home.facts"]
        ),
    )
    return Page(path="", title=words["home.title"], content=content)


def shelves(words: Words) -> list[Page]:
    """One catalogue page for each shelf."""
    return [_shelf(words, shelf) for shelf in SHELVES]


def _shelf(words: Words, shelf: str) -> Page:
    texts = words[f"shelves.{shelf}"]
    content = fill(
        "shop/shelf.html",
        crumb=crumb(words, here=texts["title"]),
        title=texts["title"],
        lead=texts["lead"],
        size=grid_size(shelf),
        cards=cards(words, on_shelf(shelf), level=2),
        choose=texts["choose"],
        choose_lead=texts["choose_lead"],
        table=table(texts["choose"], texts["heads"], texts["rows"]),
    )
    return Page(path=f"{shelf}/", title=texts["title"], content=content, description=texts["lead"], section=shelf)


def grid_size(shelf: str) -> str:
    """Class of the grid: reactors stand three in a row, the rest four."""
    return " big" if shelf == "reactors" else ""


def cards(words: Words, goods: list[Good], *, level: int) -> Html:
    """List items for `goods`, their names as headings of `level`."""
    return joined(_card(words, good, level=level) for good in goods)


def _card(words: Words, good: Good, *, level: int) -> Html:
    return fill(
        "shop/pieces/card.html",
        href=words.root + good.page,
        art=good.art,
        width=WIDTHS[good.shelf],
        height=HEIGHTS[good.shelf],
        level=level,
        name=words[f"goods.{good.slug}.name"],
        short=words[f"goods.{good.slug}.short"],
        price=price(good.euros, language=words.language),
        action=_see(words, good) if good.shelf == "reactors" else _add(words, good),
    )


def _add(words: Words, good: Good) -> Html:
    return fill(
        "shop/pieces/add.html",
        slug=good.slug,
        most=good.most,
        add=words["shop.add"],
        name=words[f"goods.{good.slug}.name"],
    )


def _see(words: Words, good: Good) -> Html:
    return fill(
        "shop/pieces/see.html",
        href=words.root + good.page,
        see=words["shop.see"],
        name=words[f"goods.{good.slug}.name"],
    )
