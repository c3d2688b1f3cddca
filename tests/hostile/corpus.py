"""What an attacker sends: malformed frames, made from the protocol's own definition and a seeded grammar.

Everything fits into 64 KiB (larger frames are the server's to refuse) and none of it means anything: each text must be
answered with an error, whichever it is.
"""

import json
import random
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, get_args

import msgspec
from msgspec import inspect

MUTATED = 200
"""Broken copies of good frames, beside what the grammar gives."""

DEEP = "[" * 10_000
VALUES = (
    *("null", "true", "-1", "1.5", "1e999", "-0.0", "9" * 1_000, "NaN", "Infinity", "-Infinity", "0x10", "01", "1_000"),
    *('""', '" "', '"\\u0000"', '"\\ud800"', '"\\udc00\\ud800"', '"a\\u0000b"', '"\x01"', "''", "undefined"),
    *("[]", "[[]]", "{}", '{"$ne":1}', '{"__proto__":{}}', '["a","b"]', '{"t":"hello"}', DEEP, '{"a":' * 3_000),
    *(json.dumps("x" * 5_001), json.dumps("я" * 5_001), json.dumps("'; drop table message; --"), '"2026-13-45"'),
)
"""Raw JSON, and what only looks like it."""

NOTHINGS = (
    *(
        "",
        " ",
        "\n",
        "null",
        "true",
        "0",
        "[]",
        "{}",
        '""',
        '"hello"',
        "[1]",
        DEEP,
        '{"a":' * 3_000,
        "\ufeff{}",
        "{",
        "}",
    ),
    *(
        '{"t":"hello"',
        '{"t":',
        '{"t":null}',
        '{"t":1}',
        '{"t":[]}',
        '{"t":{}}',
        '{"t":""}',
        '{"t":"HELLO"}',
        '{"T":"hello"}',
    ),
    *('{"t":"nothing"}', '{"t":"__init__"}', '{"t":"on_message"}', '{"type":"websocket.disconnect"}', '{"t":"news"}'),
    *('{"t":"hello\\u0000"}', '{"t":"\\ud800"}', "{'t':'hello'}", "t=hello", "\x00", "\x00" * 1_000, "\x7f" * 100),
    *(
        '[{"t":"read","seq":1}]',
        '{"t":"read","seq":1}{"t":"read","seq":1}',
        '{"t":"read","seq":1},',
        "<frame t='read'/>",
    ),
    *(
        '{"t":"read",/*c*/"seq":1}',
        '{"t":"error","code":"x","message":"x"}',
        '{"t":"ack"}',
        '{"t":"resync"}',
        "GET / HTTP/1.1",
    ),
)
"""Texts that are no frame of anybody."""


def malformed(union: Any, *, seed: int) -> list[str]:
    """More than 1,000 different texts that no frame of the union may be read from, in a random order."""
    decoder = msgspec.json.Decoder(union)
    source = random.Random(seed)
    every = (*NOTHINGS, *_by_grammar(union), *islice(_mutated(union, source), MUTATED))
    texts = [text for text in dict.fromkeys(every) if not _means_something(decoder, text)]
    source.shuffle(texts)
    return texts


def batches(texts: list[str]) -> Iterator[list[str]]:
    """As many as one new socket may send at once: 30 frames, 128 KiB."""
    batch: list[str] = []
    for text in texts:
        if len(batch) == 28 or sum(len(sent) for sent in (*batch, text)) > 120_000:
            yield batch
            batch = []
        batch.append(text)
    yield batch


def examples(union: Any) -> dict[str, dict[str, Any]]:
    """One well-formed frame of each type, by its name."""
    return {frame.__struct_config__.tag: _example(frame) for frame in get_args(union)}


def _by_grammar(union: Any) -> Iterator[str]:
    for example in examples(union).values():
        for name in example:
            yield _text({key: value for key, value in example.items() if key != name})
            for raw in VALUES:
                yield _text(example, **{name: raw})
        for name in ("tenant_id", "__class__", "id2", "", "\u202e"):
            yield _text(example, **{name: "1"})


def _mutated(union: Any, source: random.Random) -> Iterator[str]:
    texts = [_text(example) for example in examples(union).values()]
    while True:
        text = list(source.choice(texts))
        for _ in range(source.randint(1, 4)):
            place = source.randrange(len(text))
            text[place : place + source.randint(0, 3)] = source.choice(
                ('"', "{", "}", ":", ",", "\\", "\x00", "é", "9", "")
            )
        yield "".join(text)


def _means_something(decoder: msgspec.json.Decoder[Any], text: str) -> bool:
    try:
        decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False
    return True


def _text(fields: dict[str, Any], /, **raw: str) -> str:
    parts = {key: json.dumps(value) for key, value in fields.items()} | raw
    return "{" + ",".join(f"{json.dumps(key)}:{value}" for key, value in parts.items()) + "}"


def _example(frame: Any) -> dict[str, Any]:
    kind = inspect.type_info(frame)
    assert isinstance(kind, inspect.StructType)
    return {"t": kind.tag} | {field.encode_name: _value(field.type) for field in kind.fields}


def _value(kind: Any) -> Any:
    if isinstance(kind, inspect.StructType):
        return {field.encode_name: _value(field.type) for field in kind.fields}
    if isinstance(kind, inspect.ListType):
        return [_value(kind.item_type)]
    if isinstance(kind, inspect.DictType):
        return {"name": _value(kind.value_type)}
    if isinstance(kind, inspect.UnionType):
        return _value(kind.types[0])
    return _plain(kind)


def _plain(kind: Any) -> Any:
    if isinstance(kind, inspect.LiteralType):
        return kind.values[0]
    if isinstance(kind, inspect.BoolType):
        return True
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        return 1
    assert isinstance(kind, inspect.StrType)
    return next(text for text in ("0123456789abcdef", "EUR") if re.search(kind.pattern or "", text))
