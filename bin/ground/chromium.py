"""The real browser of the journeys: found, else installed; never skipped."""

import os
import shutil
import subprocess
from pathlib import Path

from ground import node
from ground.progress import Failure, step
from ground.venv import PYTHON

# The shell is the same engine without the browser's own windows, which cost half of the time of a test.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_OF_PLAYWRIGHT = "chromium-*/chrome-linux*/chrome"
_ADVICE = (
    "The journeys need Chromium, and none was found. Type, as root on Debian: apt-get install chromium-headless-shell\n"
    "or name one that you have: CHATDESK_CHROMIUM=/path/to/chrome bin/test"
)


def for_playwright(browser: Path | None) -> dict[str, str]:
    """What tests must know of the browser. Playwright's own Node needs a library that not every system has."""
    driver = {"PLAYWRIGHT_NODEJS_PATH": str(node.node())}
    return driver | ({"CHATDESK_CHROMIUM": str(browser)} if browser else {})


def find() -> Path | None:
    """CHATDESK_CHROMIUM, else the system's, else Playwright's own."""
    if named := os.environ.get("CHATDESK_CHROMIUM"):
        return Path(named)
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next(iter(sorted(_playwright_folder().glob(_OF_PLAYWRIGHT), reverse=True)), None)


def ensure() -> Path:
    """The browser, installed if need be; raises Failure with the command to type."""
    if found := find():
        return found
    with step("Chromium"):
        output = _install()
    if found := find():
        return found
    raise Failure(f"{output[-1500:]}\n{_ADVICE}")


def _install() -> str:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        return _run("apt-get", "update", "--quiet=2") + _run(
            *("apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends"),
            *("chromium-headless-shell", "fonts-dejavu-core"),
        )
    return _run(str(PYTHON), "-m", "playwright", "install", "chromium")


def _run(*command: str) -> str:
    environment = os.environ | for_playwright(None) | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


def _playwright_folder() -> Path:
    return Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
