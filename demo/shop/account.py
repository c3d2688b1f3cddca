"""The customer's account: a log-in without a password, as everybody here is invented."""

from demo.shop.customers import CUSTOMERS, Customer
from demo.shop.markup import Html, fill, joined
from demo.shop.page import Page, crumb
from demo.shop.words import Words

PATH = "account/"


def account(words: Words, customer: Customer | None = None) -> Page:
    """Who is logged in and the way out, or who could log in."""
    texts = words["account"]
    content = fill(
        "shop/account.html",
        crumb=crumb(words, here=texts["title"]),
        title=texts["title"],
        lead=texts["inside"].format(name=customer.name) if customer else texts["outside"],
        choices=_way_out(texts) if customer else _ways_in(texts),
    )
    return Page(path=PATH, title=texts["title"], content=content)


def _ways_in(texts: dict[str, str]) -> Html:
    buttons = [
        fill("shop/pieces/customer.html", key=key, text=texts["log_in"].format(name=customer.name))
        for key, customer in CUSTOMERS.items()
    ]
    return joined([*buttons, Html("<span hidden data-nobody-logged-in></span>")])


def _way_out(texts: dict[str, str]) -> Html:
    return fill("shop/pieces/customer.html", key="", text=texts["log_out"])
