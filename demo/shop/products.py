"""The page of one thing for sale."""

from demo.shop.goods import GOODS, HEARTH_2_WITH_THREE, Good, on_shelf, price
from demo.shop.markup import NOTHING, Html, each, fill, joined
from demo.shop.page import Page, crumb
from demo.shop.shelves import cards, grid_size
from demo.shop.tables import named_values
from demo.shop.words import Words

LEGEND_COLOURS = {"one": ("red",), "two": ("red", "blue"), "three": ("red", "amber", "blue")}


def products(words: Words) -> list[Page]:
    """A page for everything on the shelves."""
    return [_product(words, good) for good in GOODS]


def _product(words: Words, good: Good) -> Page:
    texts = words[f"goods.{good.slug}"]
    content = fill(
        "shop/product.html",
        crumb=crumb(words, here=texts["name"], shelf=good.shelf),
        name=texts["name"],
        lead=texts["lead"],
        prices=_prices(words, good),
        price_note=texts["price_note"],
        options=_options(words, good),
        slug=good.slug,
        most=good.most,
        add=words["shop.add_long"],
        quote=_quote(words, good),
        ticks=each("li", texts["ticks"]),
        figure=_figures(words, good),
        measured=words["product.measured"],
        rows=named_values(texts["rows"]),
        owners=words["product.owners"],
        reviews=_reviews(texts["reviews"]),
        beside=words["product.beside"],
        size=grid_size(good.shelf),
        cards=cards(words, _neighbours(good), level=3),
    )
    return Page(
        path=good.page,
        title=texts["name"],
        content=content,
        description=texts["short"],
        section=good.shelf,
    )


def _variants(good: Good) -> list[tuple[Good, str]]:
    """A good with its other makes, each with the class that shows it when it is chosen."""
    if good.slug == "hearth-2":
        return [(good, "when-two"), (HEARTH_2_WITH_THREE, "when-three")]
    return [(good, "always")]


def _prices(words: Words, good: Good) -> Html:
    return joined(
        fill("shop/pieces/price.html", when=when, price=price(make.euros, language=words.language))
        for make, when in _variants(good)
    )


def _options(words: Words, good: Good) -> Html:
    if len(_variants(good)) == 1:
        return NOTHING
    texts = words["product"]
    return fill(
        "shop/pieces/options.html",
        **{name: texts[name] for name in ("circuits", "two", "two_note", "three", "three_note")},
    )


def _quote(words: Words, good: Good) -> Html:
    if good.shelf != "reactors":
        return NOTHING
    return fill("shop/pieces/quote.html", root=words.root, slug=good.slug, quote=words["shop.quote"])


def _figures(words: Words, good: Good) -> Html:
    if not good.diagram:
        return fill("shop/pieces/picture.html", art=good.art)
    return joined(_figure(words, make, when) for make, when in _variants(good))


def _figure(words: Words, good: Good, when: str) -> Html:
    texts = words[f"drawings.{good.diagram}"]
    return fill(
        "shop/pieces/figure.html",
        when=when,
        drawing=fill(
            f"shop/drawings/{good.diagram}.svg",
            label=texts["label"],
            inside=texts["inside"],
            outside=texts["outside"],
        ),
        legend=_legend(LEGEND_COLOURS[good.diagram], texts["legend"]),
    )


def _legend(colours: tuple[str, ...], texts: list[str]) -> Html:
    items = joined(
        fill("shop/pieces/legend.html", colour=colour, number=number, text=text)
        for number, (colour, text) in enumerate(zip(colours, texts, strict=True), start=1)
    )
    return Html(f'<ul class="legend">{items}</ul>')


def _reviews(reviews: list[list[str]]) -> Html:
    return joined(fill("shop/pieces/review.html", text=text, who=who) for text, who in reviews)


def _neighbours(good: Good) -> list[Good]:
    return [other for other in on_shelf(good.shelf) if other != good]
