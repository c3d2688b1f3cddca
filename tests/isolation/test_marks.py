"""The marks themselves: a column without one would be a blind spot of everything else here."""

import pytest
from django.db import models

from tenants.models import Agency, AgencyMember, Tenant
from tests.isolation.furnished import Belongings, Marked, make_marked
from tests.isolation.marks import UNMARKED, unmarked_texts
from tests.isolation.registries import own_models

WITHOUT_OWNER = {"realtime.Epoch"}


@pytest.fixture(scope="module")
def marked(database: None) -> Marked:
    """As it is made: visitors of other tests, who come to the common one, carry no marks."""
    return make_marked()


def column_and_id(model: type[models.Model], owner: Belongings) -> tuple[str, int]:
    """How the owner's rows of a model are found."""
    if model in (Agency, AgencyMember, Tenant) or model._meta.label == "tenants.User":
        return "id", owner.rows[model._meta.label]
    return "tenant_id", owner.client.id


@pytest.mark.parametrize("letter", "ACB")
def test_every_text_of_a_client_carries_its_mark(marked: Marked, letter: str) -> None:
    owner = marked.all[letter]
    bare = []
    for model in own_models():
        if model in (Agency, AgencyMember) or model._meta.label in WITHOUT_OWNER:
            continue
        column, number = column_and_id(model, owner)
        bare += unmarked_texts(model, column, [number], letter)
    assert bare == []


def test_every_model_has_a_row_in_the_marked_world(marked: Marked) -> None:
    labels = {model._meta.label for model in own_models()} - WITHOUT_OWNER
    assert labels == marked.foreign.rows.keys()
    assert marked.ours.rows["tenants.AdminAction"] != marked.foreign.rows["tenants.AdminAction"]


def test_the_columns_without_a_mark_still_exist() -> None:
    known = {f"{model._meta.label}.{field.name}" for model in own_models() for field in model._meta.concrete_fields}
    assert UNMARKED.keys() <= known
