"""What can be examined about a running forum: a registry that packages enter their checks into."""

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from typing import Final
from typing import Literal

import structlog

from forum.core.db import let_go
from forum.core.text import Text

log = structlog.get_logger(__name__)

State = Literal["ok", "note", "wrong", "mended"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be, for whoever operates the forum: in English, like the terminal."""

    sentence: str
    #: What to do about it.
    advice: str
    #: Whether it is wrong, or only worth knowing.
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at."""

    name: str
    #: What is looked at, for the page of administrators.
    title: Text
    look: Callable[[], list[Finding]]
    #: Mends what was found, by the package's own commands; None where a person must.
    mend: Callable[[], object] | None = None
    #: Costs at most one short statement, so that a page may show it.
    cheap: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """How one check ended."""

    check: Check
    state: State
    findings: list[Finding] = field(default_factory=list)


_CHECKS: Final[dict[str, Check]] = {}


def enter(checks: Iterable[Check]) -> None:
    """Put the checks of the forum in the place of those entered before."""
    _CHECKS.clear()
    _CHECKS.update((check.name, check) for check in checks)


def all_checks() -> list[Check]:
    """Return the checks in the order of the packages."""
    return list(_CHECKS.values())


def examine(check: Check) -> Result:
    """Look; a check that cannot be made is wrong itself."""
    try:
        found = check.look()
    except Exception as error:
        log.exception("check failed", check=check.name)
        let_go()  # What comes next must not fail of the same transaction.
        found = [Finding(f"This could not be examined ({type(error).__name__}).", "The log says why.")]
    if not found:
        return Result(check, "ok")
    return Result(check, "wrong" if any(finding.grave for finding in found) else "note", found)


def mend(check: Check) -> Result:
    """Look, mend what can be mended, and look again."""
    before = examine(check)
    if before.state == "ok" or check.mend is None:
        return before
    try:
        check.mend()
    except Exception as error:
        log.exception("mending failed", check=check.name)
        told = Finding(f"This could not be mended ({type(error).__name__}).", "The log says why.")
        return Result(check, "wrong", [*before.findings, told])
    after = examine(check)
    return after if after.state == "wrong" else Result(check, "mended", before.findings)
