"""Pages that only tell: delivery, about, thanks, and the page for a wrong address."""

from http import HTTPStatus

from demo.shop.markup import NOTHING, Html, each, fill, joined
from demo.shop.page import Page, crumb
from demo.shop.tables import table
from demo.shop.words import Words


def delivery(words: Words) -> Page:
    """Prices of postage, a reactor step by step, returns and paying."""
    texts = words["delivery"]
    content = fill(
        "shop/delivery.html",
        crumb=crumb(words, here=texts["title"]),
        table=table(texts["prices_title"], texts["heads"], texts["rows"]),
        steps=joined(fill("shop/pieces/step.html", when=when, what=what) for when, what in texts["steps"]),
        returns=each("p", texts["returns"]),
        paying=each("p", texts["paying"]),
        **_plain_texts(texts),
    )
    return Page(path="delivery/", title=texts["title"], content=content, description=texts["lead"])


def about(words: Words) -> Page:
    """The shop's story and the people who answer in the chat."""
    texts = words["about"]
    content = fill(
        "shop/about.html",
        crumb=crumb(words, here=texts["title"]),
        story=each("p", texts["story"]),
        people=joined(
            fill("shop/pieces/person.html", face=face, name=name, role=role) for face, name, role in texts["people"]
        ),
        numbers=joined(fill("shop/pieces/number.html", what=what, count=count) for what, count in texts["numbers"]),
        **_plain_texts(texts),
    )
    return Page(path="about/", title=texts["title"], content=content, description=texts["lead"])


def thanks(words: Words, *, path: str, kind: str) -> Page:
    """What follows an `order`, which empties the basket, or a `letter`."""
    content = fill(
        "shop/thanks.html",
        clear=Html(" data-clear-basket") if kind == "order" else NOTHING,
        root=words.root,
        home=words["thanks.home"],
        **words[f"thanks.{kind}"],
    )
    return Page(path=path, title=words[f"thanks.{kind}.title"], content=content)


def missing(words: Words) -> Page:
    """For an address where nothing is."""
    texts = words["missing"]
    content = fill(
        "shop/missing.html",
        root=words.root,
        to_matches=words["basket.to_matches"],
        to_reactors=words["basket.to_reactors"],
        **texts,
    )
    return Page(path="", title=texts["title"], content=content, status=HTTPStatus.NOT_FOUND)


def _plain_texts(texts: dict[str, object]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if isinstance(text, str)}
