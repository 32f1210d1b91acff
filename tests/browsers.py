"""Finds a Chromium for the browser tests."""

import os
import shutil
from pathlib import Path

#: The shell without a window does all that the tests need in two thirds of the time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find_browser() -> str | None:
    """Return the path of a Chromium: the one that FORUM_TEST_BROWSER names, or the first that is installed."""
    named = os.environ.get("FORUM_TEST_BROWSER", "")
    if named:
        return named if Path(named).exists() else None
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return found
    return next((path for path in _APPLICATIONS if Path(path).exists()), None)
