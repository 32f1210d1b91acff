"""Which versions of what are running."""

import platform
import tomllib
from functools import cache
from importlib import metadata
from typing import Final

from config import ROOT

#: The libraries whose version somebody asks for first.
_LIBRARIES: Final = ("flask", "werkzeug", "sqlalchemy", "granian", "jinja2", "nh3", "pillow")


@cache
def forum_version() -> str:
    """Return the version of the forum."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


@cache
def library_versions() -> tuple[tuple[str, str], ...]:
    """Return (name, version) of Python and of the libraries that matter most."""
    return ("python", platform.python_version()), *((name, metadata.version(name)) for name in _LIBRARIES)
