"""`make test`: the suite on SQLite, on PostgreSQL and in a browser; says what it left out and why.

Environment: FORUM_TEST_DATABASE_URL names a PostgreSQL database whose user is a superuser of a cluster for tests;
without it a cluster of Debian's PostgreSQL is started in a temporary folder, if it is installed.
FORUM_TEST_BROWSER names the browser. FORUM_TEST_ALL=1 makes leaving something out a failure (CI).
"""

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from dataclasses import field

from forum.translation.engines.choosing import HOW_TO_INSTALL
from forum.translation.engines.modes import is_installed
from tests import browsers
from tests import postgres

#: pytest's own exit code for "no test was selected".
NO_TESTS = 5
WORKERS = os.environ.get("FORUM_TEST_WORKERS", "2")


@dataclass
class Report:
    """What ran, what failed and what was left out."""

    failed: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def run(self, title: str, *arguments: str, **variables: str) -> None:
        """Run pytest once and remember how it ended."""
        print(f"\n=== {title}", flush=True)
        started = time.monotonic()
        environment = {**os.environ, **variables}
        if "FORUM_TEST_DATABASE_URL" not in variables:
            environment.pop("FORUM_TEST_DATABASE_URL", None)
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
        code = subprocess.run(command, env=environment, check=False).returncode
        if code == NO_TESTS:
            self.left_out.append(f"{title}: no test is marked so")
            return
        spent = f"{title} ({time.monotonic() - started:.0f} s)"
        (self.failed if code else self.passed).append(spent)


def main() -> int:
    """Run all that can be run here; 0 when nothing failed."""
    arguments = [a for a in sys.argv[1:] if a != "--fast"]
    report = Report()
    fast = "--fast" in sys.argv
    chosen = "not browser and not long" if fast else "not browser"
    if not is_installed():
        report.left_out.append(f"what asks the real engine of translations: it is missing ({HOW_TO_INSTALL})")
    parallel = ("-n", WORKERS, "-m", chosen, *arguments)
    report.run("SQLite", *parallel)
    if fast:
        report.left_out.append("PostgreSQL, browser, and what takes long: `make test` runs them")
    else:
        _on_postgresql(report, parallel)
        _in_browser(report, arguments)
    return _tell(report)


def _on_postgresql(report: Report, arguments: tuple[str, ...]) -> None:
    url = os.environ.get("FORUM_TEST_DATABASE_URL", "")
    with ExitStack() as stack:
        if not url:
            try:
                url = stack.enter_context(postgres.temporary_cluster())
            except postgres.NotHere as reason:
                report.left_out.append(f"PostgreSQL: {reason}")
                return
        report.run("PostgreSQL", *arguments, FORUM_TEST_DATABASE_URL=url)


def _in_browser(report: Report, arguments: list[str]) -> None:
    path = browsers.find_browser()
    if path is None:
        report.left_out.append(
            "browser: no Chromium was found (apt install chromium, or name one in FORUM_TEST_BROWSER)"
        )
        return
    report.run("Browser", "-n", WORKERS, "-m", "browser", *arguments, FORUM_TEST_BROWSER=path)


def _tell(report: Report) -> int:
    print("\n=== All in all")
    for title, lines in (("passed", report.passed), ("FAILED", report.failed), ("left out", report.left_out)):
        for line in lines:
            print(f"{title:>9}  {line}")
    if report.failed:
        return 1
    if report.left_out and os.environ.get("FORUM_TEST_ALL") == "1":
        print("FORUM_TEST_ALL=1: nothing may be left out here.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
