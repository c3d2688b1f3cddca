"""Forms of the admin as a browser fills them, with others' ids where a reference or a hidden key stands."""

from collections.abc import Iterator
from typing import Any

from django import forms

from tests.isolation.browser import Browser, Call
from tests.isolation.furnished import Belongings
from tests.isolation.ids import MISSING


def filled(context: Any) -> dict[str, Any]:
    """What a browser would send back of the page, untouched."""
    data = _values(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        data |= _values(inline.formset.management_form)
        for form in inline.formset.forms:
            data |= _values(form)
    return data


def references(context: Any) -> Iterator[tuple[str, str]]:
    """Name of every field that refers to a row, keys of inlines included, and the label of the row's model."""
    groups = [context["adminform"].form, *(f for i in context["inline_admin_formsets"] for f in i.formset.forms)]
    for form in groups:
        for name, field in form.fields.items():
            model = getattr(getattr(field, "queryset", None), "model", None)
            if isinstance(field, forms.models.InlineForeignKeyField):
                model = field.parent_instance.__class__
            if model is not None:
                yield form.add_prefix(name), model._meta.label


def tampered(browser: Browser, path: str, stranger: Belongings) -> Iterator[Call]:
    """The page's form once for each reference, pointing at a stranger's row, and with owners nobody asked for."""
    page = browser.send(Call("GET", path))
    if page.status != 200 or page.context is None or "adminform" not in page.context:
        return
    data = filled(page.context)
    for name, label in references(page.context):
        number, absent = str(stranger.rows[label]), MISSING["object_id"]
        twin = Call("POST", path, absent, data={**data, name: absent})
        yield Call("POST", path, number, data={**data, name: number}, twin=twin)
    owners = {"tenant": stranger.client.id, "tenant_id": stranger.client.id, "agency": stranger.rows["tenants.Agency"]}
    yield Call("POST", path, data={**data, **owners, "user": stranger.rows["tenants.User"], "pk": "1", "id": "1"})


def _values(form: Any) -> dict[str, Any]:
    boxes = {name for name, field in form.fields.items() if isinstance(field, forms.MultipleChoiceField)}
    values = {name: form[name].value() for name in form.fields}
    values = {form.add_prefix(name): one if name in boxes else _plain(one) for name, one in values.items()}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return ",".join(map(str, value)) if value and isinstance(value[0], str) else value
    return value
