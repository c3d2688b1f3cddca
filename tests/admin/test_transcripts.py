"""The page of a record, as it is read."""

import pytest
from asgiref.sync import sync_to_async

from chatdesk.transcripts.models import Transcript
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of
from tests.sockets import Visitor
from tests.transcripts.test_records import ended


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["the visitor ended the conversation", "partly: The price"]),
        ("ru", ["посетитель завершил диалог", "частично: The price"]),
    ],
)
async def test_what_happened_and_the_rating_are_told_in_the_readers_language(language, words, world, sign_in) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.say("Does it fit through a gate?")
    await ended(visitor)
    await visitor.send("rate", value="partly", comment="The price")
    while (await visitor.expect("conversation"))["conversation"].get("rated") != "partly":
        pass
    page = await sync_to_async(read)(world.ours, sign_in, language)
    assert [word for word in words if word not in page] == []


def read(client, sign_in, language: str) -> str:
    with tenant_scope(client.id):
        record = Transcript.objects.latest("id")
    browser = sign_in(client.admin.user)
    return browser.get(page_of(Transcript, "change", record.pk), headers={"accept-language": language}).content.decode()
