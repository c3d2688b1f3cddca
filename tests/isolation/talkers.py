"""The leak matrix over sockets: every frame with every id that it can carry."""

import json
import uuid
from collections.abc import AsyncIterator
from typing import Any

import msgspec

from chatdesk.realtime.frames.base import Frame
from tests.isolation.furnished import Belongings, Marked
from tests.isolation.marks import letters_in
from tests.isolation.registries import frames
from tests.sockets import Operator, Socket, Visitor

IDS = {
    "conversation": "talk",
    "to": "member",
    "id": "invitation",
    "invitation": "invitation",
    "token": "letter",
    "visitor": "visitor",
}
"""Fields that name a row, and which of a client's public ids fits."""

ODD = ("0", "-1", str(2**63), "null", "x")
SENT_ONCE = {"hello", "end", "rate"}
"""Without an id, or only at the beginning: the tests of the talk itself send these."""

ANSWERS = {"ack", "error", "invited", "letter", "messages", "opened", "poll", "retry", "visitor", "why"}
"""Frames that answer one; all others are news, which travel on their own and come a moment sooner or later."""

_MOVING = {"at", "last_at", "waiting_since", "seconds", "seq", "last_seq"}


def _sample(name: str) -> Any:
    samples: dict[str, Any] = {
        "client_id": uuid.uuid4().hex,
        "text": f"Hello {uuid.uuid4().hex[:6]}",
        "seq": 1,
        "since": 0,
        "on": True,
        "given": True,
        "do_not_invite": True,
        "what": "shown",
        "value": "away",
        "language": "en",
        "kind": "name",
        "question": 1,
        "chosen": [1],
        "page": {"url": "https://shop.example/", "title": "Home"},
    }
    return samples[name]


def numbers(t: str, name: str, others: list[Belongings]) -> list[str]:
    """Ids to try in a field: every stranger's, and some that are none (few where the limit of messages is near)."""
    return [*(other.public[IDS[name]] for other in others), *(ODD[-1:] if t == "message" else ODD)]


def _ids_of(kind: type[Frame]) -> list[str]:
    return [field.encode_name for field in msgspec.structs.fields(kind) if field.encode_name in IDS]


def _filled(kind: type[Frame], owner: Belongings) -> dict[str, Any]:
    names = [field.encode_name for field in msgspec.structs.fields(kind)]
    return {name: owner.public[IDS[name]] if name in IDS else _sample(name) for name in names if name != "comment"}


async def answers(socket: Socket, t: str, fields: dict[str, Any], own_talk: str) -> list[dict[str, Any]]:
    """Everything that comes until a question about the own talk, sent right after, is answered."""
    await socket.send(t, **fields)
    await socket.send("sync", conversation=own_talk, since=2**40)
    collected = []
    while True:
        frame = await socket.next()
        if frame["t"] == "messages" and frame["conversation"] == own_talk and not frame["items"]:
            return collected
        collected.append(frame)


def like(heard: list[dict[str, Any]], attempt: dict[str, Any], number: str) -> str:
    """What a reader can tell apart in the answers among these frames."""
    own = {number, attempt.get("client_id"), attempt.get("text")}
    return json.dumps([_still(frame, own) for frame in heard if frame["t"] in ANSWERS], sort_keys=True)


def _still(value: Any, own: set[Any]) -> Any:
    if isinstance(value, dict):
        return {key: _still(item, own) for key, item in value.items() if key not in _MOVING}
    if isinstance(value, list):
        return [_still(item, own) for item in value]
    return "…" if isinstance(value, str) and value in own else value


async def findings(
    socket: Socket, side: str, t: str, owner: Belongings, others: list[Belongings], own_talk: str
) -> AsyncIterator[str]:
    """What is wrong with the answers to a frame that names strangers' rows."""
    kind, absent = frames(side)[t], str(uuid.UUID(int=9))
    for name in _ids_of(kind):
        twin = _filled(kind, owner) | {name: absent}
        wanted = like(await answers(socket, t, twin, own_talk), twin, absent)
        for number in numbers(t, name, others):
            fields = _filled(kind, owner) | {name: number}
            heard = await answers(socket, t, fields, own_talk)
            if letters_in(json.dumps(heard)) - {owner.letter}:
                yield f"{t} {number}: shows {letters_in(json.dumps(heard))}"
            found = like(heard, fields, number)
            if found != wanted:
                yield f"{t} {number}: {found} instead of {wanted}"


def strangers(marked: Marked) -> list[Belongings]:
    """To our people."""
    return [marked.sister, marked.foreign]


def with_ids(side: str) -> list[str]:
    """Names of the frames that can name a row."""
    return [t for t, kind in frames(side).items() if t not in SENT_ONCE and _ids_of(kind)]


async def operator_findings(marked: Marked, person: str, t: str) -> list[str]:
    """Of one of our people at the desk."""
    member = {"operator": "marta", "supervisor": "supervisor", "client admin": "admin"}[person]
    console = await Operator.come(getattr(marked.world.ours, member))
    found = [
        f async for f in findings(console, "operator", t, marked.ours, strangers(marked), marked.ours.public["talk"])
    ]
    await console.leave()
    return found


async def visitor_findings(marked: Marked, t: str, *, talk: str = "talk") -> list[str]:
    """Of one of our visitors; the other one of ours is a stranger as well."""
    visitor = await Visitor.come(marked.world.ours, token=marked.ours.tokens[talk])
    other = {"talk": "waiting", "waiting": "talk"}[talk]
    neighbour = Belongings("A", marked.world.ours, public={**marked.ours.public, "talk": marked.ours.public[other]})
    others = [*strangers(marked), *([neighbour] if talk == "waiting" or t == "sync" else [])]
    found = [f async for f in findings(visitor, "visitor", t, marked.ours, others, marked.ours.public[talk])]
    await visitor.leave()
    return found
