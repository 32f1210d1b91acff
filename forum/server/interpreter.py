"""How Python is started for the processes that stay."""

import sys
from typing import Final

#: Without docstrings, assertions and columns of tracebacks, which nobody reads there: 15 MB for web server and worker.
#: `assert` tells types only in this code (`tests/architecture/test_asserts.py`). The child that renders, which meets
#: hostile texts through libraries of others, keeps theirs.
LEAN: Final = (sys.executable, "-OO", "-X", "no_debug_ranges")
