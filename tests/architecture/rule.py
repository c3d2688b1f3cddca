"""A house rule: what it looks for, where, and samples that show that it sees."""

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("chatdesk", "tenants", "widget", "operators", "crm_sync")
"""The product, without its demo, tools and tests."""


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@dataclass(frozen=True)
class Source:
    """One file."""

    path: str
    text: str

    @property
    def package(self) -> str:
        """The first folder."""
        return self.path.partition("/")[0]

    def tree(self) -> ast.Module:
        """The parsed file; Python only."""
        return _parsed(self.text)


@dataclass(frozen=True)
class Rule:
    """``find`` yields the lines at fault. ``allowed`` names the files that may, each with its reason."""

    name: str
    why: str
    applies: Callable[[Source], bool]
    find: Callable[[Source], Iterable[int]]
    good: tuple[str, ...]
    bad: tuple[str, ...]
    allowed: Mapping[str, str] = field(default_factory=dict)
    sample_path: str = "chatdesk/conversations/sample.py"

    def violations(self, sources: Iterable[Source]) -> list[str]:
        """``path:line`` of every fault."""
        faulty = (source for source in sources if self.applies(source) and source.path not in self.allowed)
        return [f"{source.path}:{line}" for source in faulty for line in self.find(source)]

    def finds_in(self, sample: str) -> bool:
        """Whether the rule objects to this text."""
        return bool(self.violations([Source(self.sample_path, sample)]))

    def __str__(self) -> str:
        return self.name


@cache
def project() -> tuple[Source, ...]:
    """Every text file that is part of the project, those not yet committed included."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    return tuple(_read(sorted(set(filter(None, names)))))


def _read(names: Iterable[str]) -> Iterator[Source]:
    for name in names:
        path = ROOT / name
        if not path.is_file() or path.is_symlink():
            continue
        data = path.read_bytes()
        if b"\0" not in data:
            yield Source(name, data.decode("utf-8", "replace"))


def own_python(source: Source) -> bool:
    """Python of the product."""
    return source.package in PACKAGES and source.path.endswith(".py")


def all_python(source: Source) -> bool:
    """All Python of the project."""
    return source.path.endswith(".py")


def own_script(source: Source) -> bool:
    """JavaScript that we wrote."""
    return (
        source.path.endswith((".js", ".mjs", ".ts")) and "/vendor/" not in source.path and "tests/" not in source.path
    )


def template(source: Source) -> bool:
    """Pages that people see."""
    return source.path.endswith(".html") and not source.path.startswith("tests/")
