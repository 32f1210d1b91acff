"""Ends a child when its parent is gone, even one that was killed without a chance to say so."""

import os
import signal
import sys
import threading
import time
from typing import Final

#: How the parent says that its end of our standard input is the line to watch.
FLAG: Final = "--lifeline"
#: Time to finish what is being done; then the process ends whatever it does.
GRACE: Final = 4.0


def watch_parent() -> None:
    """Stop this process when its standard input is closed, if it was started with the flag."""
    if FLAG in sys.argv:
        threading.Thread(target=_wait, name="lifeline", daemon=True).start()


def _wait() -> None:
    while os.read(0, 64):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)
