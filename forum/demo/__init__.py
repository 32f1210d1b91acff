"""The demonstration: real cities, invented people and topics, marked everywhere and removable as a whole."""

from typing import Final

#: The one password of all demo sign-ins. Production refuses to start while they are there.
PASSWORD: Final = "plaza-mayor-2026"  # noqa: S105 - printed in the README
