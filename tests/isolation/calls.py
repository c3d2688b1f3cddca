"""The requests of the leak matrix: every address with every id, in path, query and body."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db.models import ForeignKey

from tests.isolation import inventory
from tests.isolation.browser import Call
from tests.isolation.furnished import Belongings, Marked
from tests.isolation.ids import LABELS, MISSING, ODD, filled, filled_with, label_of
from tests.isolation.marks import letters_in
from tests.isolation.people import HOME, REACH
from tests.isolation.registries import admin_pages, own_models, parameters, urls

SAFE = ("HEAD", "OPTIONS")
UNSAFE = ("PUT", "PATCH", "DELETE")
BODIES = ("application/json", "multipart/form-data; boundary=BoUnDaRyStRiNg")
LOGOUTS = {"accounts/logout/", "admin/logout/"}
"""Would end the session that the rest of the matrix needs."""


def home(marked: Marked, person: str) -> Belongings:
    """The client from whose side a person looks."""
    return marked.all[HOME.get(person, "A")]


def strangers(marked: Marked, person: str) -> list[Belongings]:
    """Clients of whom a person must not learn anything."""
    return [
        owner
        for letter, owner in marked.all.items()
        if letter not in REACH[person] and owner is not home(marked, person)
    ]


def own_pages(marked: Marked, person: str) -> Iterator[tuple[str, Call]]:
    """GET of every address, with the own client's parameters."""
    for template in urls():
        path, number = filled(template, home(marked, person))
        yield template, Call("GET", path, number)


def addressed(marked: Marked, person: str) -> Iterator[Call]:
    """Every address with others' ids in its path, and with ids that never were."""
    owner = home(marked, person)
    for template in filter(parameters, urls()):
        for stranger in _with_own_row(template, strangers(marked, person), owner):
            yield from _at(template, owner, stranger)
        if template.endswith("change/") or "object_id" not in template:
            yield from (Call("GET", filled_with(template, odd, owner), odd) for odd in ODD)


def _at(template: str, owner: Belongings, stranger: Belongings) -> Iterator[Call]:
    path, number = filled(template, stranger)
    absent = MISSING.get(parameters(template)[0])
    if absent is None:
        return
    missing = filled_with(template, absent, owner)
    yield Call("GET", path, number, twin=Call("GET", missing, absent))
    if template.endswith(("change/", "delete/")):
        yield Call("POST", path, number, twin=Call("POST", missing, absent))
        yield from (Call(method, path, number) for method in (*SAFE, *UNSAFE))


def _with_own_row(template: str, others: list[Belongings], owner: Belongings) -> Iterator[Belongings]:
    """Others whose row of the page's model is not shared with the owner: clients of one agency share the agency."""
    for other in others:
        label = label_of(template) if template.startswith("admin/") and "object_id" in template else ""
        if not label or other.rows.get(label) not in (None, owner.rows.get(label)):
            yield other


def bare() -> Iterator[Call]:
    """Addresses without parameters: data for all, every method and kind of body outside of the admin's lists."""
    for template in urls():
        if parameters(template) or template in LOGOUTS:
            continue
        yield Call("POST", template, data={"x": "1"})
        if template.count("/") < 3:
            yield from (Call(method, template) for method in SAFE)
            yield from (Call("POST", template, data={"x": "1"}, content_type=kind) for kind in BODIES)
            yield from (Call(method, template, data={"x": "1"}) for method in UNSAFE)


def lists(marked: Marked, person: str) -> Iterator[Call]:
    """Lists of the admin with others' ids in filters, and with queries that fish."""
    for app_and_model, label in LABELS.items():
        path = f"admin/{app_and_model}/"
        model = admin_pages()[label].model
        keys = ["client", "tenant__id__exact", "id"]
        for relation in (f for f in model._meta.fields if isinstance(f, ForeignKey)):
            keys += [relation.name, f"{relation.name}__id__exact"]
            yield from (Call("GET", path, data={f"{relation.name}__{rest}": "CANARY"}) for rest in _FISHING)
        yield from _with_ids(marked, person, path, keys)
        yield from (Call("GET", path, data=query) for query in _QUERIES)


_FISHING = ("tenant__name__contains", "user__password__startswith")
_QUERIES: tuple[dict[str, Any], ...] = (
    {},
    {"q": "CANARY"},
    {"o": "1.-2", "all": ""},
    {"_popup": "1", "_to_field": "tenant"},
    {"tenant__name__startswith": "CANARY"},
)


def _with_ids(marked: Marked, person: str, path: str, keys: list[str]) -> Iterator[Call]:
    absent = MISSING["object_id"]
    label = LABELS[path.removeprefix("admin/").strip("/").removesuffix("/add")]
    for stranger in strangers(marked, person)[-1:]:
        for key in keys:
            number = str(_row_named(stranger, label, key))
            yield Call("GET", path, number, data={key: number}, twin=Call("GET", path, absent, data={key: absent}))


def _row_named(owner: Belongings, label: str, key: str) -> int:
    """The owner's row that a query parameter of a model's page would name."""
    name = key.split("__")[0].removesuffix("_id")
    if name in ("client", "tenant"):
        return owner.client.id
    model = admin_pages()[label].model
    field = None if name in ("id", "pk") else model._meta.get_field(name)
    return owner.rows[field.related_model._meta.label if field else label]


def additions(marked: Marked, person: str) -> Iterator[Call]:
    """Pages for new rows, asked for another client and prefilled with others' ids."""
    for app_and_model, label in LABELS.items():
        model = admin_pages()[label].model
        references = [f.name for f in model._meta.fields if isinstance(f, ForeignKey)]
        yield from _with_ids(marked, person, f"admin/{app_and_model}/add/", ["client", *references])


def autocompletions() -> Iterator[Call]:
    """What the admin would complete, for every reference of every model."""
    for model in own_models():
        for relation in (f for f in model._meta.get_fields() if f.is_relation and f.concrete):
            query = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
            query |= {"field_name": relation.name, "term": "CANARY"}
            yield Call("GET", "admin/autocomplete/", data=query)


def actions(marked: Marked, person: str) -> Iterator[Call]:
    """Every action, Django's own included, on others' rows and by lists that edit."""
    for app_and_model, label in LABELS.items():
        path = f"admin/{app_and_model}/"
        for name in {"delete_selected", *inventory.ADMIN_ACTIONS.get(label, ())}:
            twin = _action(path, name, MISSING["object_id"])
            for stranger in _other_rows(marked, person, label):
                yield _action(path, name, str(stranger.rows[label]), twin=twin)
        for stranger in _other_rows(marked, person, label):
            number = str(stranger.rows[label])
            rows = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": number, "form-0-name": "taken"}
            yield Call("POST", path, number, data={**rows, "_save": "1"})


def _other_rows(marked: Marked, person: str, label: str) -> Iterator[Belongings]:
    owner = home(marked, person)
    return (other for other in strangers(marked, person) if other.rows[label] != owner.rows[label])


def _action(path: str, name: str, number: str, twin: Call | None = None) -> Call:
    data = {"action": name, "_selected_action": [number], "select_across": "0", "index": "0", "post": "yes"}
    return Call("POST", path, number, data=data, twin=twin)


def seats(marked: Marked, person: str) -> Iterator[Call]:
    """Other people's seats and places at the desk."""
    world = marked.world
    for stranger in strangers(marked, person):
        yield Call("POST", "admin/seat/", data={"seat": f"client:{stranger.client.id}"})
        yield Call("GET", "desk/", data={"as": str(stranger.client.marta.id)})
        yield Call("POST", f"desk/ticket?as={stranger.client.marta.id}")
    for agency, letter in ((world.agency, "N"), (world.other_agency, "S")):
        if letter not in REACH[person]:
            yield Call("POST", "admin/seat/", data={"seat": f"agency:{agency.id}"})


def all_calls(marked: Marked, person: str) -> Iterator[Call]:
    """The whole matrix of a person, less the forms (see forms.py)."""
    return chain(
        addressed(marked, person),
        bare(),
        lists(marked, person),
        additions(marked, person),
        autocompletions(),
        actions(marked, person),
        seats(marked, person),
    )


def few_calls(marked: Marked, person: str) -> Iterator[Call]:
    """A quick cut through all of it: every page once, with what would leak first."""
    for template in filter(parameters, urls()):
        for stranger in _with_own_row(template, strangers(marked, person)[-1:], home(marked, person)):
            path, number = filled(template, stranger)
            yield Call("GET", path, number)
    for app_and_model in LABELS:
        yield from (Call("GET", f"admin/{app_and_model}/", data=query) for query in ({}, {"q": "CANARY"}))
    yield from (Call("GET", path) for path in ("admin/", "desk/"))
    yield from actions(marked, person)
    yield from seats(marked, person)


def leak_in(answer_letters: set[str], person: str, call: Call) -> bool:
    """Whether marks came back that the person must not see; an echo of what was sent is none."""
    return bool(answer_letters - REACH[person] - letters_in(str(call.data)))
