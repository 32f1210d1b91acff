"""What the worker does, once it was decided what it loads."""

from config import Config
from forum.app import create_app
from forum.core import jobs
from forum.server.settled import settle


def work(config: Config) -> None:
    """Run the jobs until told to stop."""
    queue = create_app(config, pages=False).extensions["forum-jobs"]
    settle()
    jobs.run_worker(queue)
