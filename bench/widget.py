"""What the widget costs the page that carries it: the demo shop in Chromium, with and without it."""

import argparse
import statistics
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from bench.installation import Installation, installed
from bench.meter import Line, show
from ground import chromium

KB = 1024
THROTTLE = 4
WATCH = """
  window.benchShift = 0;
  window.benchBlocked = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.benchShift += one.value })
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.benchBlocked += Math.max(0, one.duration - 50);
  }).observe({ type: "longtask", buffered: true });
"""
FILES = """door => performance.getEntriesByType("resource")
  .filter((entry) => entry.name.startsWith(door)).map((entry) => entry.encodedBodySize)"""


@dataclass(frozen=True)
class Cost:
    """One visit of the shop."""

    launcher: list[int]
    """Bytes of each file of the chat until the launcher stands."""
    window: list[int]
    """The same until the window is open and ready."""
    shift: float
    blocked: float
    """Milliseconds of tasks beyond 50 ms, at a quarter of the speed, until the launcher stands."""
    heap: float


def visit(browser: Browser, there: Installation, *, widget: bool) -> Cost:
    """A first visit; with the widget its window is opened."""
    blocked = _blocked(browser, there, widget=widget)
    page = _page(browser, there, widget=widget)
    page.wait_for_load_state("networkidle")
    launcher = page.evaluate(FILES, there.live.door)
    if widget:
        page.locator("chat-desk .launch").click()
        page.locator("chat-desk textarea").wait_for()
        page.wait_for_load_state("networkidle")
    else:
        page.locator("h1").first.click()
    page.wait_for_timeout(500)
    window, shift = page.evaluate(FILES, there.live.door), page.evaluate("benchShift")
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    page.context.close()
    return Cost(launcher, window, shift, blocked, heap)


def _blocked(browser: Browser, there: Installation, *, widget: bool) -> float:
    page = _page(browser, there, widget=widget, throttle=THROTTLE)
    page.wait_for_load_state("networkidle")
    blocked = float(page.evaluate("benchBlocked"))
    page.context.close()
    return blocked


def _page(browser: Browser, there: Installation, *, widget: bool, throttle: int = 1) -> Page:
    page = browser.new_context().new_page()
    page.add_init_script(WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    page.goto(f"{there.live.shop}/?site={there.world.ours.site.key}{'' if widget else '&widget=off'}")
    return page


def main() -> None:
    """Runs and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=5)
    options = parser.parse_args()
    with installed("desk", "door", "shop") as there, sync_playwright() as play:
        found = chromium.find()
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        pairs = [
            (visit(browser, there, widget=True), visit(browser, there, widget=False)) for _ in range(options.visits)
        ]
        browser.close()
    report(pairs)


def report(pairs: list[tuple[Cost, Cost]]) -> None:
    """The table: bytes and requests of the first visit, medians of what moves."""
    first = pairs[0][0]
    blocked = statistics.median(with_it.blocked - without.blocked for with_it, without in pairs)
    shift = max(with_it.shift for with_it, _ in pairs)
    heap = statistics.median(with_it.heap - without.heap for with_it, without in pairs)
    page = pairs[0][1]
    small, whole = sum(first.launcher[:1]), sum(first.window)
    show(
        f"The widget on the demo shop, {len(pairs)} visits",
        [
            Line("until the launcher stands", f"{small / KB:.2f} KB gzip", "≤ 4 KB", "", small <= 4 * KB),
            Line("until the window is ready", f"{whole / KB:.2f} KB gzip", "≤ 16 KB", "", whole <= 16 * KB),
            Line("requests for the window", str(len(first.window)), "≤ 4", "", len(first.window) <= 4),
            Line(
                "blocking added at 4x", f"{blocked:.0f} ms", "0 ms", f"{page.blocked:.0f} ms (the page)", blocked <= 0
            ),
            Line("layout shift", f"{shift:.4f}", "0.0000", f"{page.shift:.4f} (the page)", shift == 0),
            Line(
                "heap, window open",
                f"+{heap / KB:.0f} KiB",
                "≤ +600 KiB",
                f"{page.heap / KB:.0f} KiB (the page)",
                heap <= 600 * KB,
            ),
        ],
    )


if __name__ == "__main__":
    main()
