"""What the chat costs a page, measured against the demo shop (ARCHITECTURE: speed and size)."""

import pytest
from playwright.async_api import CDPSession, expect

from tests.browsing import ShopWindow, Stage

pytestmark = [pytest.mark.browser, pytest.mark.serial, pytest.mark.asyncio(loop_scope="session")]

KB = 1024
GZIP: dict[str, object] = {"extra_http_headers": {"Accept-Encoding": "gzip"}}
"""A browser that takes nothing better: the budget holds for the weakest."""
SPENT = """door => performance.getEntriesByType("resource")
  .filter((entry) => entry.name.startsWith(door))
  .map((entry) => [entry.name.slice(door.length), entry.encodedBodySize])"""
WATCH = """
  window.shift = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shift += one.value })
    .observe({ type: "layout-shift", buffered: true });
  window.blocked = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.blocked += Math.max(0, one.duration - 50);
  })
    .observe({ type: "longtask", buffered: true });
"""


async def spent(stage: Stage, window: ShopWindow) -> list[tuple[str, int]]:
    """Every file of the chat that this page asked for, with its compressed size."""
    return await window.page.evaluate(SPENT, stage.live.door)


async def test_the_launcher_stands_after_one_request_of_at_most_four_kilobytes(stage: Stage) -> None:
    window = await stage.visitor("/", **GZIP)
    await window.launcher.wait_for()
    first = (await spent(stage, window))[0]
    assert first[0] == f"/w/{stage.client.site.key}.js"
    assert 0 < first[1] <= 4 * KB, first
    assert await window.page.evaluate("document.querySelector('chat-desk') !== null")


@pytest.mark.parametrize(("path", "language"), [("/", "en"), ("/ru/", "ru")], ids=["en", "ru"])
async def test_the_window_is_ready_after_four_requests_and_sixteen_kilobytes(
    stage: Stage, path: str, language: str
) -> None:
    window = await stage.visitor(path, **GZIP)
    await window.open()
    await expect(window.field).to_be_focused()
    await window.page.wait_for_load_state("networkidle")
    files = await spent(stage, window)
    report = f"{sum(size for _, size in files)} bytes of {16 * KB}: {files}"
    assert any(name.endswith(f"/{language}.js") for name, _ in files), report
    assert len(files) <= 4, report
    assert all(size > 0 for _, size in files), report
    assert sum(size for _, size in files) <= 16 * KB, report


async def test_nothing_on_the_page_moves(stage: Stage) -> None:
    window = await _watched(stage)
    await window.open()
    await window.page.wait_for_timeout(500)
    assert await window.page.evaluate("shift") == 0


async def test_the_main_thread_is_not_blocked_at_a_quarter_of_its_speed(stage: Stage) -> None:
    # Both sides of the difference tremble with whatever else the machine does: a real cost is there every time.
    costs = []
    for _ in range(8):
        without = await _blocked(stage, "&widget=off")
        costs.append(await _blocked(stage, "") - without)
        if min(costs) <= 0:
            break
    assert min(costs) <= 0, costs


async def test_the_open_window_takes_at_most_600_kib_of_the_heap(stage: Stage) -> None:
    without = await _heap(stage, "&widget=off", opens=False)
    assert await _heap(stage, "", opens=True) - without <= 600 * KB


async def _watched(stage: Stage, query: str = "", *, slow: bool = False) -> ShopWindow:
    context = await stage.browser.new_context()
    stage.contexts.append(context)
    window = ShopWindow(context, await context.new_page())
    await window.page.add_init_script(WATCH)
    if slow:
        session = await context.new_cdp_session(window.page)
        await session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    await window.page.goto(stage.address("/", query=query))
    return window


async def _blocked(stage: Stage, query: str) -> float:
    window = await _watched(stage, query, slow=True)
    await window.page.wait_for_load_state("networkidle")
    before = await window.page.evaluate("blocked")
    await window.context.close()
    return before


async def _heap(stage: Stage, query: str, *, opens: bool) -> float:
    window = await _watched(stage, query)
    await window.page.locator("h1").first.click()  # the driver's own code is part of both heaps
    if opens:
        await window.open()
    await window.page.wait_for_load_state("networkidle")
    session: CDPSession = await window.context.new_cdp_session(window.page)
    await session.send("HeapProfiler.collectGarbage")
    return (await session.send("Runtime.getHeapUsage"))["usedSize"]
