"""What is on the shelves, without words: the texts are in texts/<language>.json under `goods`."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Good:
    """One thing for sale. `most` is the largest number that one basket takes."""

    slug: str
    shelf: str
    euros: Decimal
    most: int = 99
    diagram: str = ""
    path: str = ""

    @property
    def art(self) -> str:
        """Name of its picture in static/art."""
        return self.path or self.slug

    @property
    def page(self) -> str:
        """Path of its page below the language's root."""
        return f"{self.shelf}/{self.path or self.slug}/"


SHELVES = ("matches", "reactors", "parts")

GOODS = (
    Good("kettle", "matches", Decimal("0.40")),
    Good("lighthouse", "matches", Decimal("3.20")),
    Good("long-evening", "matches", Decimal("6.90")),
    Good("pocket-book", "matches", Decimal("0.60")),
    Good("hearth-1", "reactors", Decimal(41_000_000), most=1, diagram="one"),
    Good("hearth-2", "reactors", Decimal(168_000_000), most=1, diagram="two"),
    Good("hearth-3", "reactors", Decimal(620_000_000), most=1, diagram="three"),
    Good("other-two", "parts", Decimal("0.02")),
    Good("strip", "parts", Decimal("0.30")),
    Good("gasket", "parts", Decimal(4_200)),
    Good("manual", "parts", Decimal(85)),
)

HEARTH_2_WITH_THREE = Good("hearth-2-three", "reactors", Decimal(196_000_000), most=1, diagram="three", path="hearth-2")

EVERYTHING_SOLD = (*GOODS, HEARTH_2_WITH_THREE)


def on_shelf(shelf: str) -> list[Good]:
    """The goods of one shelf in the order of the catalogue."""
    return [good for good in GOODS if good.shelf == shelf]


def price(euros: Decimal, *, language: str) -> str:
    """A price as people of `language` write it; cents only where there are some or it is small."""
    digits = f"{euros:,.0f}" if euros >= 1_000 or euros == int(euros) else f"{euros:,.2f}"
    if language == "en":
        return f"€{digits}"
    return digits.replace(",", "\u00a0").replace(".", ",") + "\u00a0€"
