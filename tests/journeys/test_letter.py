"""D17: a link from a letter opens the window and the operator knows the letter."""

import pytest
from asgiref.sync import sync_to_async
from playwright.async_api import expect

from chatdesk.letters.models import Letter
from tenants.models import Site
from tenants.scope import tenant_scope
from tests.browsing import PHONE, Stage
from tests.world import Client

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FIRST_LINE = "You have our letter. Which winter price shall I explain?"
PHONE_CONTEXT = {"viewport": PHONE, "has_touch": True, "is_mobile": True}


@pytest.fixture
def letter(client_on_stage: Client) -> Letter:
    """With one link for everybody."""
    with tenant_scope(client_on_stage.id):
        return Letter.objects.create(
            site=client_on_stage.site,
            name="Winter prices",
            page="https://shop.example/",
            context="Letter of 12 May, winter prices until the 31st",
            first_line=FIRST_LINE,
        )


@pytest.fixture
def old_letter(letter: Letter) -> Letter:
    """Its time is over."""
    with tenant_scope(letter.tenant_id):
        Letter.objects.filter(id=letter.id).update(active=False)
    return letter


@sync_to_async
def asks_first(stage: Stage, consent: str) -> None:
    """The site records nobody who has not agreed."""
    with tenant_scope(stage.client.id):
        Site.objects.filter(id=stage.client.site.id).update(consent=consent)


async def test_d17_the_window_stands_open_and_the_operator_knows_the_letter(letter: Letter, stage: Stage) -> None:
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    visitor = await stage.visitor("/", query=f"#prices&chatdesk={letter.token}")
    await expect(visitor.log).to_contain_text(FIRST_LINE)
    await expect(visitor.field).to_be_focused()
    assert visitor.page.url.endswith("#prices")
    await expect(marta.page.locator("li.row")).to_have_count(0)

    await visitor.page.goto(stage.address("/reactors/"))
    await expect(visitor.log).to_contain_text(FIRST_LINE)
    await visitor.say("The one for two circuits")
    await expect(visitor.log).to_contain_text("The one for two circuits")
    await expect(visitor.log.get_by_text(FIRST_LINE)).to_have_count(1)
    await marta.take("The one for two circuits")
    await expect(marta.page.get_by_text("Letter of 12 May, winter prices until the 31st")).to_be_visible()
    await expect(marta.page.locator("#log, .log")).to_contain_text(FIRST_LINE)
    assert visitor.complaints == []


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
async def test_a_link_within_the_page_opens_it_too_and_counts_no_page_twice(
    letter: Letter, stage: Stage, phone: bool
) -> None:
    visitor = await stage.visitor("/", query="&widget=off", **(PHONE_CONTEXT if phone else {}))
    frames: list[str] = []
    visitor.page.on("websocket", lambda socket: socket.on("framesent", lambda text: frames.append(str(text))))
    await visitor.page.clock.install()
    await visitor.page.goto(stage.address("/"))
    while not await visitor.page.evaluate(f"'chatdesk.{stage.client.site.key}.token' in localStorage"):
        pass  # pages are told once the server has greeted
    await visitor.page.evaluate(f"location.hash = 'chatdesk={letter.token}'")
    await expect(visitor.page.locator("chat-desk .win")).to_be_visible()
    await expect(visitor.page).to_have_url(stage.address("/"))
    await visitor.page.clock.run_for(1_000)  # longer than a router is given to change the title
    await visitor.page.evaluate("history.pushState(null, '', '/delivery/' + location.search)")
    await visitor.page.clock.run_for(1_000)
    while not (told := [text for text in frames if '"t":"page"' in text]):
        await visitor.page.evaluate("new Promise((done) => requestAnimationFrame(done))")
    assert len(told) == 1
    assert "/delivery/" in told[0]


@pytest.mark.parametrize(("path", "words"), [("/", "has run out"), ("/ru/", "Срок ссылки")], ids=["en", "ru"])
async def test_a_letter_whose_time_is_over_opens_the_window_and_says_so(
    old_letter: Letter, stage: Stage, path: str, words: str
) -> None:
    visitor = await stage.visitor(path, query=f"#chatdesk={old_letter.token}")
    await expect(visitor.log).to_contain_text(words)


@pytest.mark.parametrize("consent", ["after", "never"])
async def test_where_nobody_is_followed_unasked_the_window_opens_and_the_letter_is_told_with_the_first_words(
    letter: Letter, stage: Stage, consent: str
) -> None:
    await asks_first(stage, consent)
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    sockets: list[str] = []
    visitor = await stage.visitor("/", query="&widget=off")
    visitor.page.on("websocket", lambda socket: sockets.append(socket.url))
    await visitor.page.goto(f"{stage.address('/')}#prices&chatdesk={letter.token}")
    await expect(visitor.page.locator("chat-desk .win")).to_be_visible()
    await expect(visitor.field).to_be_focused()
    assert visitor.page.url.endswith("#prices")
    assert sockets == []
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('chatdesk'))"
    assert await visitor.page.evaluate(kept) == []
    await visitor.say("The one for two circuits")
    await expect(visitor.log).to_contain_text("The one for two circuits")
    await expect(visitor.log.get_by_text(FIRST_LINE)).to_have_count(1)
    await marta.take("The one for two circuits")
    await expect(marta.page.get_by_text("Letter of 12 May, winter prices until the 31st")).to_be_visible()
    assert visitor.complaints == []


@pytest.mark.parametrize("consent", ["after", "never"])
async def test_a_link_clicked_inside_a_silent_page_opens_the_window_and_still_follows_nobody(
    letter: Letter, stage: Stage, consent: str
) -> None:
    await asks_first(stage, consent)
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    visitor = await stage.visitor("/")
    await visitor.launcher.wait_for()
    sockets: list[str] = []
    visitor.page.on("websocket", lambda socket: sockets.append(socket.url))
    await visitor.page.evaluate(
        """(token) => {
          const link = document.createElement("a");
          link.href = `#prices&chatdesk=${token}`;
          document.body.append(link);
          link.click();
        }""",
        letter.token,
    )
    await expect(visitor.page.locator("chat-desk .win")).to_be_visible()
    await expect(visitor.page).to_have_url(f"{stage.address('/')}#prices")
    assert sockets == []
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('chatdesk'))"
    assert await visitor.page.evaluate(kept) == []
    await visitor.say("The one for two circuits")
    await expect(visitor.log.get_by_text(FIRST_LINE)).to_have_count(1)
    assert visitor.complaints == []


async def test_an_ordinary_link_inside_a_silent_page_asks_for_nothing(letter: Letter, stage: Stage) -> None:
    await asks_first(stage, "after")
    visitor = await stage.visitor("/")
    await visitor.launcher.wait_for()
    asked: list[str] = []
    visitor.page.on("request", lambda one: asked.append(one.url))
    await visitor.page.evaluate("location.hash = 'prices'")
    await visitor.page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/w/a/" in url] == []


async def test_a_silent_page_without_a_letter_stays_silent(letter: Letter, stage: Stage) -> None:
    await asks_first(stage, "after")
    asked: list[str] = []
    visitor = await stage.visitor("/", query="&widget=off")
    visitor.page.on("request", lambda one: asked.append(one.url) if "/w/a/" in one.url else None)
    await visitor.page.goto(f"{stage.address('/')}#prices")
    await visitor.launcher.wait_for()
    await visitor.page.wait_for_load_state("networkidle")
    assert asked == []


async def test_a_link_that_nobody_made_opens_the_window_as_usual(letter: Letter, stage: Stage) -> None:
    visitor = await stage.visitor("/", query="#chatdesk=nobody-made-this-link-x")
    await expect(visitor.page.locator("chat-desk .win")).to_be_visible()
    assert visitor.complaints == []
