"""Every check and every run of tests, in the order in which bin/test does them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ground import node
from ground.venv import CHECKOUT, PYTHON

_TOOLS = PYTHON.parent
_PYTEST: list[str | Path] = [PYTHON, "-m", "pytest", "-q"]
_AT_ONCE = ["-n", "3", "--dist", "worksteal"]  # on two cores: many tests wait for a clock
_APART = ["-n", "2", "--dist", "worksteal"]
_FAST = "not browser and not serial and not slow"


@dataclass(frozen=True)
class Check:
    """One command. ``report`` is where its tests are counted (JUnit's XML); a check without one counts as one."""

    title: str
    command: list[str | Path]
    report: Path | None = None

    def passes_with(self, code: int) -> bool:
        return code == 0


def everything(reports: Path) -> Iterator[Check]:
    yield from _static(reports)
    # Two of Playwright's faces can't live in one process: the console's tests drive the blocking one.
    console = "tests/browser/console"
    shared, apart = ["-m", "not serial"], ["-m", "serial"]
    others = ["--ignore=tests/architecture", f"--ignore={console}"]
    yield _tests("Python tests and journeys", reports / "parallel.xml", *_AT_ONCE, *others, *shared)
    yield _tests("The console in Chromium", reports / "console.xml", *_AT_ONCE, *shared, console)
    yield _tests("Faults, floods and budgets", reports / "serial.xml", *_APART, *others, *apart)
    yield from _javascript(reports)


def fast_half(reports: Path) -> Iterator[Check]:
    yield from _static(reports)
    yield _tests("Python tests", reports / "fast.xml", *_AT_ONCE, "-m", _FAST, "--ignore=tests/architecture")
    yield from _javascript(reports)


def chosen(arguments: list[str]) -> Check:
    """What the reader asked pytest for."""
    return Check("pytest", [*_PYTEST, *arguments])


def _static(reports: Path) -> Iterator[Check]:
    yield Check("Formatting", [_TOOLS / "ruff", "format", "--check", "--quiet", "."])
    yield Check("Lint", [_TOOLS / "ruff", "check", "--quiet", "."])
    yield Check("Types", [_TOOLS / "mypy"])
    yield Check("Import contracts", [_TOOLS / "lint-imports"])
    yield Check("Declared requirements", [_TOOLS / "deptry", "."])
    yield Check("Templates", [_TOOLS / "djlint", "--lint", "--quiet", "."])
    yield _tests("House rules", reports / "rules.xml", "tests/architecture")
    yield Check("Migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"])


def _javascript(reports: Path) -> Iterator[Check]:
    for project in ("tsconfig.json", "widget/tsconfig.json"):
        yield Check(f"JavaScript types of {project}", [*node.tsc(), "--project", project])
    yield Check("JavaScript formatting and lint", [*node.biome(), "ci", "--error-on-warnings"])
    report = reports / "javascript.xml"
    reporters = [
        *("--test-reporter=spec", "--test-reporter-destination=stdout"),
        *("--test-reporter=junit", f"--test-reporter-destination={report}"),
    ]
    files = sorted((CHECKOUT / "tests" / "js").rglob("*.test.js"))
    yield Check("JavaScript tests", [node.node(), "--test", *reporters, *files], report)


def _tests(title: str, report: Path, *arguments: str) -> Check:
    return Check(title, [*_PYTEST, f"--junitxml={report}", *arguments], report)
