"""How many tests passed and failed, read from the reports that the runners wrote."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from ground.checks import Check


@dataclass(frozen=True)
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        counted = f"{self.passed} passed, {self.failed} failed"
        return f"{counted}, {self.skipped} skipped" if self.skipped else counted


def of(check: Check, *, passed: bool) -> Tally:
    """A check without a report counts as one; so does the failure of a runner that its report does not show."""
    whole = Tally(passed=1) if passed else Tally(failed=1)
    if not check.report:
        return whole
    counted = _read(check.report) if check.report.exists() else Tally()
    return counted if passed or counted.failed else counted + whole


def _read(report: Path) -> Tally:
    cases = ET.parse(report).getroot().iter("testcase")
    return sum((_of_case(case) for case in cases), Tally())


def _of_case(case: ET.Element) -> Tally:
    if case.find("failure") is not None or case.find("error") is not None:
        return Tally(failed=1)
    return Tally(skipped=1) if case.find("skipped") is not None else Tally(passed=1)
