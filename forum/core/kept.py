"""What a process keeps in memory because making it again is dear: bounded by weight, oldest use out first.

A kept value must be a pure function of its key. Whatever decides what a reader may see (their class,
the data versions) stands in the key, so nothing is ever cleared by hand and nothing is given to
somebody else.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any
from typing import Final
from typing import Generic
from typing import TypeVar

from forum.core import versions

V = TypeVar("V")

# Web server and worker together are to hold 250 MB at most. What all instances may keep is chosen so that they do, and
# so that pages of members stay within their bounds: see docs/performance.md before one is made larger.

#: What one entry weighs besides its value: key, tuple, links of the order.
_OVERHEAD: Final = 400


class Kept(Generic[V]):
    """Values by key, up to a total weight; safe to use from several threads."""

    def __init__(self, weight: int, *, versioned: bool = False) -> None:
        """Keep values up to a total weight, in bytes as their makers estimate them.

        Versioned: keys are tuples that begin with a data version. What was kept under an earlier one is never asked
        for again, so it goes at once.
        """
        self._limit = weight
        self._versioned = versioned
        self._version: Any = None
        self._weight = 0
        self._values: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._lock = Lock()
        versions.on_clear(self.clear)

    def get(self, key: Hashable) -> V | None:
        """Return the value of a key, or None."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: V, weight: int = 0) -> V:
        """Keep a value and return it; one that is heavier than a tenth of all is not kept."""
        weight += _OVERHEAD
        if weight * 10 > self._limit:
            return value
        with self._lock:
            if self._versioned and not self._is_present(key):
                return value
            before = self._values.pop(key, None)
            if before is not None:
                self._weight -= before[1]
            self._values[key] = (value, weight)
            self._weight += weight
            while self._weight > self._limit:
                _key, (_value, gone) = self._values.popitem(last=False)
                self._weight -= gone
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._empty()
            self._version = None

    def _is_present(self, key: Any) -> bool:
        """Tell whether a key is of the newest version, after a newer one took the place of all before."""
        version = key[0]
        if self._version is not None and version < self._version:
            return False
        if version != self._version:
            self._empty()
            self._version = version
        return True

    def _empty(self) -> None:
        self._values.clear()
        self._weight = 0
