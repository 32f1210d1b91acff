"""The worker: due mail, deliveries and everything periodic."""

from forum.app import create_app
from forum.core import jobs
from forum.server.arenas import share_arenas
from forum.server.lifeline import watch_parent


def main() -> None:
    """Work until told to stop."""
    share_arenas()
    watch_parent()
    jobs.run_worker(create_app().extensions["forum-jobs"])


if __name__ == "__main__":
    main()
