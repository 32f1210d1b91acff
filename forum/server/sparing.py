"""Spares a process the libraries that its deployment has no use for."""

import sys
from types import ModuleType
from typing import cast

from config import Config


def leave_out_unused(config: Config) -> None:
    """Have imports of some libraries fail, as if they were not installed; call it before anything is imported.

    huey loads the clients of every store that is there, structlog what draws tracebacks: 17 MB for each process.
    """
    unused = ["rich"]
    if "psycopg" not in config.sqlalchemy_url:
        unused.append("psycopg")
    if not config.jobs_url:
        unused.append("redis")
    absent = dict.fromkeys(unused)
    # None is what the import system takes for "not there"; its type does not say so.
    sys.modules.update(cast("dict[str, ModuleType]", absent))
