"""Writes docs/asyncapi.yaml and the reference in docs/protocol.md from the frames; a test compares them.

Run ``.venv/bin/python -m docs.protocol_reference`` after a change of frames or codes.
"""

import ast
import inspect
import itertools
import types
import typing
from pathlib import Path
from typing import Any

import msgspec
import yaml

from chatdesk.realtime import codes, frames
from chatdesk.realtime.frames import console_pieces, from_visitor, pieces
from chatdesk.realtime.frames.base import Part

HERE = Path(__file__).parent
START, END = "<!-- reference: generated, do not edit -->", "<!-- end of the reference -->"
CHANNELS = (
    ("visitor", "/ws/v1/visitor", frames.FromVisitor, frames.ToVisitor),
    ("operator", "/ws/v1/operator", frames.FromOperator, frames.ToOperator),
)


def asyncapi() -> str:
    """The AsyncAPI 3.0 document."""
    structs = [struct for _, _, up, down in CHANNELS for struct in (*typing.get_args(up), *typing.get_args(down))]
    _, schemas = msgspec.json.schema_components(
        list(dict.fromkeys(structs)), ref_template="#/components/schemas/{name}"
    )
    document = {
        "asyncapi": "3.0.0",
        "info": {
            "title": "chatdesk sockets",
            "version": "1",
            "description": "One JSON object per text message; `t` names the frame. See protocol.md.",
        },
        "channels": {name: _channel(path, up, down) for name, path, up, down in CHANNELS},
        "operations": dict(_operations()),
        "components": {
            "messages": {s.__name__: _message(s) for s in sorted(set(structs), key=lambda s: s.__name__)},
            "schemas": dict(sorted(schemas.items())),
        },
    }
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)


def _channel(path: str, up: Any, down: Any) -> dict[str, Any]:
    names = sorted({struct.__name__ for struct in (*typing.get_args(up), *typing.get_args(down))})
    return {
        "address": path,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
    }


def _operations() -> list[tuple[str, dict[str, Any]]]:
    return [
        (
            f"{name}{'Sends' if action == 'receive' else 'Hears'}",
            {
                "action": action,
                "channel": {"$ref": f"#/channels/{name}"},
                "messages": [
                    {"$ref": f"#/channels/{name}/messages/{struct.__name__}"} for struct in typing.get_args(union)
                ],
            },
        )
        for name, _, up, down in CHANNELS
        for action, union in (("receive", up), ("send", down))
    ]


def _message(struct: type) -> dict[str, Any]:
    return {
        "name": struct.__struct_config__.tag,
        "summary": _first_line(struct),
        "payload": {"$ref": f"#/components/schemas/{struct.__name__}"},
    }


def reference() -> str:
    """The Markdown reference."""
    parts = [START, ""]
    for name, path, up, down in CHANNELS:
        parts += [f"### `{path}`: from the {name}", "", *_table(up), ""]
        parts += [f"### `{path}`: to the {name}", "", *_table(down), ""]
    parts += ["### Pieces", "", *_pieces(), "", "### Codes of `error` frames", "", *_codes(codes.ErrorCode), ""]
    parts += ["### Close codes", "", *_codes(codes.CloseCode), "", END]
    return "\n".join(parts)


def _table(union: Any) -> list[str]:
    rows = ["| `t` | fields | meaning |", "|---|---|---|"]
    return rows + [
        f"| `{struct.__struct_config__.tag}` | {_fields(struct)} | {_doc(struct)} |"
        for struct in typing.get_args(union)
    ]


def _pieces() -> list[str]:
    named = [*vars(pieces).values(), *vars(from_visitor).values(), *vars(console_pieces).values()]
    found = [one for one in named if inspect.isclass(one) and issubclass(one, Part) and one is not Part]
    found = list(dict.fromkeys(found))
    rows = ["| piece | fields | meaning |", "|---|---|---|"]
    return rows + [f"| {struct.__name__} | {_fields(struct)} | {_doc(struct)} |" for struct in found]


def _fields(struct: type) -> str:
    notes = _notes(struct)
    return "<br>".join(
        f"`{field.name}`{'' if field.required else '?'} {_type(field.type)}{notes.get(field.name, '')}"
        for field in msgspec.structs.fields(struct)
    )


def _type(kind: Any) -> str:
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        base, meta = typing.get_args(kind)
        limit = f" ≤ {meta.max_length}" if meta.max_length else ""
        return _type(base) + limit
    if origin is typing.Literal:
        return " or ".join(f"`{value}`" if value else "empty" for value in typing.get_args(kind))
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_type(part) for part in typing.get_args(kind))
    if origin is list:
        return f"list of {_type(typing.get_args(kind)[0])}"
    if origin is dict:
        return "object of " + _type(typing.get_args(kind)[1])
    return {
        "str": "text",
        "int": "number",
        "float": "number",
        "bool": "yes or no",
        "datetime": "time",
        "NoneType": "none",
    }.get(kind.__name__, kind.__name__)


def _notes(struct: type) -> dict[str, str]:
    body = ast.parse(inspect.getsource(struct)).body[0].body
    notes = {}
    for field, text in itertools.pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            notes[field.target.id] = ": " + _plain(text.value.value)
    return notes


def _codes(enum: Any) -> list[str]:
    tree = ast.parse(inspect.getsource(enum)).body[0].body
    rows = ["| code | meaning |", "|---|---|"]
    for member, text in itertools.pairwise(tree):
        if isinstance(member, ast.Assign):
            rows.append(f"| `{enum[member.targets[0].id].value}` | {_plain(text.value.value)} |")
    return rows


def _doc(struct: type) -> str:
    return _plain(inspect.getdoc(struct))


def _first_line(struct: type) -> str:
    return _plain(inspect.getdoc(struct).splitlines()[0])


def _plain(text: str) -> str:
    """One line of Markdown; docstrings mark code with two backticks."""
    return " ".join(text.replace("``", "`").split())


def updated(text: str) -> str:
    """protocol.md with a fresh reference."""
    before, _, rest = text.partition(START)
    return before + reference() + rest.partition(END)[2]


if __name__ == "__main__":
    (HERE / "asyncapi.yaml").write_text(asyncapi())
    page = HERE / "protocol.md"
    page.write_text(updated(page.read_text()))
