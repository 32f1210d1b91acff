"""Spares a process the libraries that its deployment has no use for."""

import sys
from types import ModuleType
from typing import cast

from config import Config


def leave_out_unused(config: Config) -> None:
    """Have imports of some libraries fail, as if they were not installed; call it before anything is imported.

    huey loads the clients of every store that is there, structlog what draws tracebacks: 17 MB for each process. The
    dialect of the other database takes 2 MB.
    """
    absent = dict.fromkeys(("rich", *config.unused_libraries))
    # None is what the import system takes for "not there"; its type does not say so.
    sys.modules.update(cast("dict[str, ModuleType]", absent))
