"""The example in docs/webhooks.md is what the product really makes. ``UPDATE_DOCS=1`` writes it anew."""

import json
import os
import re
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chatdesk.conversations.models import Conversation, Message
from chatdesk.polls.models import PollAnswer
from chatdesk.transcripts.rendering import Source, render
from chatdesk.visitors.models import ContactPoint, PageView, Visit, Visitor
from crm_sync.payload import body_of
from tenants.models import Department, Member, Site

REFERENCE = Path(__file__).parents[2] / "docs" / "webhooks.md"
BLOCK = re.compile(r"```json\n(.*?)\n```", re.DOTALL)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SHOP = "https://shop.example"


def minutes(number: float) -> datetime:
    """So long after noon."""
    return NOON + timedelta(minutes=number)


def numbered(number: int) -> uuid.UUID:
    """An id that stays the same."""
    return uuid.UUID(int=number, version=4)


VISITOR = Visitor(
    public_id=numbered(4127),
    language="en",
    time_zone="Europe/Amsterdam",
    visits=2,
    external_id="4711",
    verified_at=minutes(1),
    attributes={"plan": "gold", "orders": 3, "colour": "green"},
    vouched=["orders", "plan"],
)
MARTA = Member(public_id=numbered(1), name="Marta", title="circuits and fuel")
FIRST_VISIT = Visit(
    number=1,
    started_at=minutes(-2880),
    last_at=minutes(-2874),
    pages=3,
    landing_url=f"{SHOP}/?utm_source=newsletter&utm_medium=email&utm_campaign=autumn",
)
VISIT = Visit(
    visitor=VISITOR,
    number=2,
    started_at=NOON,
    last_at=minutes(9),
    pages=2,
    landing_url=f"{SHOP}/",
    referrer="https://duckduckgo.com/?q=two+circuit+reactor",
    user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    country="NL",
    city="Utrecht",
)
PAGES = [
    PageView(url=f"{SHOP}/", title="Reactor & Match", at=NOON, seconds=72),
    PageView(url=f"{SHOP}/reactors/hearth-2", title="Hearth-2", at=minutes(1.5)),
]
TALK = Conversation(
    public_id=numbered(77),
    site=Site(key="5f1d7a90c2e84b6f9a3d0c1b2e4f6a78", name="Reactor & Match"),
    visitor=VISITOR,
    visit=VISIT,
    department=Department(name="Sales"),
    state=Conversation.State.ENDED,
    opened_at=minutes(3),
    first_answer_at=minutes(4),
    ended_at=minutes(9),
    last_at=minutes(9),
    chat_at=minutes(5),
    page_url=f"{SHOP}/reactors/hearth-2",
    page_title="Hearth-2",
    rating="yes",
    rating_comment="Quick and clear.",
)
KIND, SENDER = Message.Kind, Message.Sender
CONTACT = ContactPoint(
    kind="email",
    value="ilse@mill.example",
    normal="ilse@mill.example",
    origin="message",
    consent="site",
    first_at=minutes(5),
    last_at=minutes(5),
)
ANSWER = PollAnswer(
    poll="Why here",
    question="What brings you here today?",
    place=1,
    kind="one",
    values=["Heating a greenhouse"],
    at=minutes(2),
)
LINES = [
    (KIND.INVITATION, SENDER.OPERATOR, MARTA, "Two circuits or three?", 3),
    (KIND.TEXT, SENDER.VISITOR, None, "Two. Does it fit through a garden gate?", 3),
    (KIND.TEXT, SENDER.OPERATOR, MARTA, "Yes, with the mirrors folded.", 4),
    (KIND.TEXT, SENDER.VISITOR, None, "Then send me an offer: ilse@mill.example", 5),
    (KIND.ENDED, SENDER.SYSTEM, None, "", 9),
]


def example() -> str:
    """The document as the reference shows it."""
    messages = [
        Message(seq=seq, kind=kind, sender=sender, member=member, body=body, created_at=minutes(at))
        for seq, (kind, sender, member, body, at) in enumerate(LINES, start=1)
    ]
    messages[0].rule = "Circuits"
    source = Source(
        conversation=TALK,
        client="Reactor & Match",
        messages=messages,
        pages=PAGES,
        visits=[FIRST_VISIT, VISIT],
        letter=None,
        contacts=[CONTACT],
        polls=[ANSWER],
        until=minutes(9),
    )
    body = body_of(render(source, revision=1), at=minutes(9))
    return json.dumps(json.loads(body), ensure_ascii=False, indent=2)


def test_the_example_in_the_reference_is_what_the_product_makes() -> None:
    text = REFERENCE.read_text()
    if os.environ.get("UPDATE_DOCS"):
        text = BLOCK.sub(lambda _: f"```json\n{example()}\n```", text)
        REFERENCE.write_text(text)
    assert BLOCK.findall(text) == [example()]


def test_the_reference_names_every_part_of_the_document() -> None:
    record = json.loads(example())["data"]
    text = REFERENCE.read_text()
    unnamed = [part for part in record if f"`{part}" not in text and part != "schema"]
    assert unnamed == []
