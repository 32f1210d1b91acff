"""Spares the collector what was loaded once and stays."""

import gc


def settle() -> None:
    """Let the collector never again look through what is there now; call it when everything is loaded.

    A full collection of all modules, templates and statements took 145 ms, in which no request was answered; of what
    came later it takes 4 ms.
    """
    gc.collect()
    gc.freeze()
