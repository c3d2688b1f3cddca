"""Form fields as markup."""

from collections.abc import Mapping

from demo.shop.forms import MAX_FIELD_CHARS, Field
from demo.shop.markup import NOTHING, Html, fill, joined
from demo.shop.words import Words

NOBODY_SENT: Mapping[str, str] = {}


def fields(
    words: Words,
    wanted: tuple[Field, ...],
    *,
    sent: Mapping[str, str] = NOBODY_SENT,
    wrong: Mapping[str, str] = NOBODY_SENT,
) -> Html:
    """Labelled fields, filled with what was sent, each with its mistake below it."""
    return joined(_field(words, field, sent.get(field.name, ""), wrong.get(field.name, "")) for field in wanted)


def alert(words: Words, wrong: Mapping[str, str]) -> Html:
    """One sentence above a form that was not accepted."""
    return fill("shop/pieces/alert.html", text=words["mistakes.summary"]) if wrong else NOTHING


def _field(words: Words, field: Field, value: str, mistake: str) -> Html:
    return fill(
        "shop/pieces/field.html",
        name=field.name,
        label=words[f"fields.{field.name}"],
        optional=NOTHING if field.required else words["shop.optional"],
        control=_control(field, value if field.echo else "", mistake),
        mistake=_mistake(words, field, mistake),
    )


def _control(field: Field, value: str, mistake: str) -> Html:
    template = "textarea" if field.kind == "textarea" else "input"
    values = {"name": field.name, "autocomplete": field.autocomplete, "value": value}
    if template == "input":
        values |= {"kind": field.kind, "inputmode": field.inputmode}
    return fill(f"shop/pieces/{template}.html", attributes=_attributes(field, mistake), **values)


def _attributes(field: Field, mistake: str) -> Html:
    parts = [" required" if field.required else ""]
    parts.append(f' aria-invalid="true" aria-describedby="w-{field.name}"' if mistake else "")
    parts.append(' step="0.1" min="0"' if field.kind == "number" else f' maxlength="{MAX_FIELD_CHARS}"')
    return Html("".join(parts))


def _mistake(words: Words, field: Field, mistake: str) -> Html:
    if not mistake:
        return NOTHING
    return fill("shop/pieces/hint.html", name=field.name, text=words[f"mistakes.{mistake}"])
