"""Tables of the shop's pages."""

from collections.abc import Iterable

from demo.shop.markup import Html, each, fill, joined


def table(label: str, heads: list[str], rows: list[list[str]]) -> Html:
    """A table that scrolls by itself where it does not fit; the first cell heads its row."""
    return fill(
        "shop/pieces/table.html",
        label=label,
        heads=joined(_head("col", head) for head in heads),
        rows=joined(_row(row) for row in rows),
    )


def named_values(rows: Iterable[list[str]]) -> Html:
    """Rows of a two-column table: a name and its value."""
    return joined(fill("shop/pieces/row.html", name=name, value=value) for name, value in rows)


def _row(cells: list[str]) -> Html:
    name, *values = cells
    return Html(f"<tr>{_head('row', name)}{each('td', values)}</tr>")


def _head(scope: str, text: str) -> Html:
    return fill("shop/pieces/th.html", scope=scope, text=text)
