"""Values for every parameter of an address: the own, others', and what never existed."""

import uuid
from collections.abc import Callable

from django.utils.http import int_to_base36

from tests.isolation.furnished import Belongings
from tests.isolation.registries import admin_pages, parameters
from widget import files

MISSING = {
    "object_id": "1000000000007",
    "key": "0" * 32,
    "member": uuid.UUID(int=7).hex,
    "uidb36": int_to_base36(1_000_000_000_007),
}
ODD = ("0", "-1", str(2**63), str(uuid.UUID(int=8)), "null")
LABELS = {label.lower().replace(".", "/"): label for label in admin_pages()}

OWN: dict[tuple[str, str], Callable[[Belongings], str]] = {
    ("accounts/password/reset/key/{uidb36}-{key}/", "uidb36"): lambda b: int_to_base36(b.client.oleg.user_id),
    ("accounts/password/reset/key/{uidb36}-{key}/", "key"): lambda b: "c0ffee-0123456789",
    ("admin/{app_label}/", "app_label"): lambda b: "tenants",
    ("admin/{url}", "url"): lambda b: "nothing/here/",
    ("w/{key}.js", "key"): lambda b: b.client.site.key,
    ("w/a/{address}", "address"): lambda b: f"{files.loader().version}/en.js",
    ("w/face/{member}-{digest}.png", "member"): lambda b: b.client.marta.public_id.hex,
    ("w/face/{member}-{digest}.png", "digest"): lambda b: "abcdef0123456789",
}
"""How a parameter of an address is filled for a client; a new one fails until it is named here."""


def label_of(template: str) -> str:
    """The model of an admin page's address."""
    return LABELS["/".join(template.split("/")[1:3])]


def filled(template: str, owner: Belongings) -> tuple[str, str]:
    """The address with a client's own parameters, and the id that stands in it."""
    values = {name: _own(template, name)(owner) for name in parameters(template)}
    return template.format(**values), next(iter(values.values()), "")


def filled_with(template: str, value: str, owner: Belongings) -> str:
    """The address with this value as its first parameter."""
    first, *others = parameters(template)
    return template.format(**{first: value}, **{name: _own(template, name)(owner) for name in others})


def _own(template: str, name: str) -> Callable[[Belongings], str]:
    if name == "object_id":
        return lambda owner: str(owner.rows[label_of(template)])
    return OWN[template, name]
