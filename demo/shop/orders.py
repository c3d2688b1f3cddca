"""Basket, checkout and contacts: the pages with something to fill in."""

from collections.abc import Mapping
from decimal import Decimal
from http import HTTPStatus

from demo.shop.fields import NOBODY_SENT, alert, fields
from demo.shop.forms import ACCOUNT, CARD, LETTER, PERSON, PLACE, REMARK
from demo.shop.goods import EVERYTHING_SOLD, Good, price
from demo.shop.markup import NOTHING, Html, fill, joined
from demo.shop.page import Page, crumb
from demo.shop.shelves import HEIGHTS, WIDTHS
from demo.shop.tables import named_values
from demo.shop.words import Words

# A hidden field that no reader of forms may mistake for the visitor's words.
ORDER_REFERENCE = "rm-7c41-hidden"


def basket(words: Words) -> Page:
    """Every line the basket can have, hidden until the browser finds it in its basket."""
    texts = words["basket"]
    content = fill(
        "shop/basket.html",
        crumb=crumb(words, here=texts["title"]),
        root=words.root,
        lines=joined(_line(words, good) for good in EVERYTHING_SOLD),
        sums=_sums(words, texts["delivery_price"]),
        **_texts(texts, "title", "empty", "to_matches", "to_reactors", "summary", "checkout", "kept"),
    )
    return Page(path="basket/", title=texts["title"], content=content)


def checkout(
    words: Words,
    *,
    sent: Mapping[str, str] = NOBODY_SENT,
    wrong: Mapping[str, str] = NOBODY_SENT,
) -> Page:
    """The order form; with mistakes it comes back with what was sent, save secrets."""
    texts = words["checkout"]
    content = fill(
        "shop/checkout.html",
        crumb=crumb(words, here=texts["title"]),
        root=words.root,
        alert=alert(words, wrong),
        person=fields(words, PERSON, sent=sent, wrong=wrong),
        place=fields(words, PLACE, sent=sent, wrong=wrong),
        account=fields(words, ACCOUNT, sent=sent, wrong=wrong),
        card=fields(words, CARD, sent=sent, wrong=wrong),
        remark=fields(words, REMARK, sent=sent, wrong=wrong),
        countries=_countries(texts["countries"], sent.get("country", "")),
        letter_chosen=_chosen(sent.get("way") != "barge"),
        barge_chosen=_chosen(sent.get("way") == "barge"),
        reference=ORDER_REFERENCE,
        lines=joined(_brief_line(words, good) for good in EVERYTHING_SOLD),
        sums=_sums(words, texts["delivery_price"]),
        **{name: text for name, text in texts.items() if name not in {"countries", "delivery_price"}},
    )
    return Page(path="checkout/", title=texts["title"], content=content, status=_status(wrong))


def contacts(
    words: Words,
    *,
    sent: Mapping[str, str] = NOBODY_SENT,
    wrong: Mapping[str, str] = NOBODY_SENT,
) -> Page:
    """Where the shop is, and a letter to it."""
    texts = words["contacts"]
    content = fill(
        "shop/contacts.html",
        crumb=crumb(words, here=texts["title"]),
        root=words.root,
        alert=alert(words, wrong),
        fields=fields(words, LETTER, sent=sent, wrong=wrong),
        rows=named_values(texts["rows"]),
        **_texts(texts, "title", "lead", "write_title", "send", "find_title", "map_label"),
    )
    return Page(path="contacts/", title=texts["title"], content=content, status=_status(wrong))


def about_a_good(words: Words, slug: str) -> dict[str, str]:
    """The letter begun for a visitor who asked for a quote; empty when nothing has that name."""
    if slug not in {good.slug for good in EVERYTHING_SOLD}:
        return {}
    return {"subject": words["contacts.about"].format(name=words[f"goods.{slug}.name"])}


def _chosen(chosen: bool) -> Html:
    return Html(" checked") if chosen else NOTHING


def _status(wrong: Mapping[str, str]) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK


def _texts(texts: dict[str, str], *names: str) -> dict[str, str]:
    return {name: texts[name] for name in names}


def _line(words: Words, good: Good) -> Html:
    return fill(
        "shop/pieces/line.html",
        href=words.root + good.page,
        art=good.art,
        width=WIDTHS[good.shelf],
        height=HEIGHTS[good.shelf],
        most=good.most,
        short=words[f"goods.{good.slug}.short"],
        pieces=words["basket.pieces"],
        remove=words["basket.remove"],
        **_sold(words, good),
    )


def _brief_line(words: Words, good: Good) -> Html:
    return fill("shop/pieces/brief_line.html", **_sold(words, good))


def _sold(words: Words, good: Good) -> dict[str, object]:
    return {
        "slug": good.slug,
        "euros": good.euros,
        "name": words[f"goods.{good.slug}.name"],
        "price": price(good.euros, language=words.language),
    }


def _sums(words: Words, delivery_price: str) -> Html:
    return fill(
        "shop/pieces/sums.html",
        goods=words["basket.goods"],
        delivery=words["basket.delivery"],
        delivery_price=delivery_price,
        zero=price(Decimal(0), language=words.language),
    )


def _countries(countries: list[list[str]], chosen: str) -> Html:
    return joined(
        fill(
            "shop/pieces/option.html",
            value=code,
            text=name,
            selected=Html(" selected") if code == chosen else NOTHING,
        )
        for code, name in countries
    )
