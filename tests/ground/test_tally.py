"""The count at the end is honest."""

from pathlib import Path

import pytest

from ground import tally
from ground.checks import Check
from ground.tally import Tally

_REPORT = """<testsuites><testsuite>
  <testcase name="a"/><testcase name="b"><failure/></testcase><testcase name="c"><error/></testcase>
  <testcase name="d"><skipped/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def check(tmp_path: Path) -> Check:
    (tmp_path / "report.xml").write_text(_REPORT)
    return Check("tests", [], tmp_path / "report.xml")


def test_failures_errors_and_skips_are_counted_apart(check: Check) -> None:
    assert str(tally.of(check, passed=False)) == "1 passed, 2 failed, 1 skipped"


def test_a_runner_that_died_before_its_report_counts_as_a_failure(tmp_path: Path) -> None:
    assert tally.of(Check("tests", [], tmp_path / "none.xml"), passed=False) == Tally(failed=1)


def test_a_runner_that_failed_although_every_test_passed_counts_as_a_failure(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text("<testsuite><testcase name='a'/></testsuite>")
    assert tally.of(Check("tests", [], tmp_path / "report.xml"), passed=False) == Tally(passed=1, failed=1)


def test_a_check_without_tests_counts_as_one() -> None:
    assert tally.of(Check("lint", []), passed=True) + tally.of(Check("types", []), passed=False) == Tally(1, 1)
