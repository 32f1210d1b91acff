"""The worker: due mail, deliveries and everything periodic."""

import importlib

from config import load_config
from forum.server.arenas import share_arenas
from forum.server.lifeline import watch_parent
from forum.server.sparing import leave_out_unused


def main() -> None:
    """Work until told to stop."""
    config = load_config()
    share_arenas()
    leave_out_unused(config)
    watch_parent()
    # Only now: what is left out must not be imported before.
    importlib.import_module("forum.server.working").work(config)


if __name__ == "__main__":
    main()
