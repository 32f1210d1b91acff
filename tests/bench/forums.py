"""Forums to measure: seeded once per size and schema, kept, and copied for each run."""

import hashlib
import logging
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy import create_engine
from sqlalchemy import select
from sqlalchemy import text

from config import ROOT
from config import load_config
from forum.accounts.commands.sessions import Origin
from forum.accounts.commands.sessions import open_session
from forum.accounts.login import session_cookie
from forum.accounts.models import User
from forum.app import create_app
from forum.core.db import session
from forum.core.db import transaction
from tests.bench import seeding
from tests.bench.serving import Served
from tests.bench.serving import running
from tests.bench.serving import serving
from tests.postgres import temporary_cluster
from tests.server.conftest import environment
from tests.server.conftest import free_port

KEPT: Final = ROOT / "var" / "bench"


@dataclass
class Forum:
    """A served forum with so many posts."""

    size: int
    web: Served
    worker: Served
    settings: dict[str, str]
    engine: Engine
    #: A member's id → the cookie of an open session.
    cookies: dict[int, str]

    def log(self) -> str:
        """Return what web server and worker wrote."""
        return "".join(path.read_text(errors="replace") for path in Path(self.settings["FORUM_DATA_DIR"]).glob("*.log"))

    def move_version(self) -> None:
        """Let everything that is kept be out of date, as after somebody wrote something."""
        with self.engine.begin() as connection:
            connection.execute(text("UPDATE data_version SET number = number + 1 WHERE name = 'content'"))


@contextmanager
def open_forums(sizes: list[int], folder: Path, *, postgresql: bool) -> Iterator[list[Forum]]:
    """Seed and serve forums of these sizes until the block ends."""
    with ExitStack() as stack:
        cluster = stack.enter_context(temporary_cluster(durable=True)) if postgresql else ""
        yield [_open(stack, size, folder / str(size), cluster) for size in sizes]


def _open(stack: ExitStack, size: int, folder: Path, cluster: str) -> Forum:
    folder.mkdir(parents=True)
    port = free_port()
    settings = environment(folder, PORT=str(port), FORUM_URL=f"http://127.0.0.1:{port}")
    if cluster:
        settings["FORUM_DATABASE_URL"] = _new_database(cluster, f"bench_{size}")
        _seed(size, settings)
    else:
        shutil.copyfile(kept_forum(size), folder / "forum.db")
    engine = create_engine(load_config(settings).sqlalchemy_url)
    stack.callback(engine.dispose)
    cookies = _sign_in(settings)
    web = stack.enter_context(serving("forum.server.web", settings))
    worker = Served(stack.enter_context(running("forum.server.worker", settings)).pid)
    return Forum(size, web, worker, settings, engine, cookies)


def kept_forum(size: int) -> Path:
    """Return the seeded file of a size, which is made the first time and when the schema has changed."""
    script = ScriptDirectory(str(ROOT / "forum" / "migrations"))
    steps = b"".join(path.read_bytes() for path in sorted(Path(script.versions).glob("*.py")))
    schema = f"{script.get_current_head()}-{hashlib.sha256(steps).hexdigest()[:8]}"
    file = KEPT / f"{size}-{schema}-{seeding.VERSION}.db"
    if not file.exists():
        for old in KEPT.glob(f"{size}-*.db"):
            old.unlink()
        folder = KEPT / f"making-{size}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _seed(size, environment(folder, PORT="8000"))
        (folder / "forum.db").rename(file)
        shutil.rmtree(folder)
    return file


def _seed(size: int, settings: dict[str, str]) -> None:
    started = time.monotonic()
    sys.stderr.write(f"Seeding {size:,} posts …\n")
    subprocess.run(
        [sys.executable, "-m", "forum.server.preparing"],
        cwd=ROOT,
        env=settings,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with create_app(load_config(settings)).app_context():
        seeding.seed(size)
    sys.stderr.write(f"Seeded in {time.monotonic() - started:.0f} s.\n")


def _new_database(cluster: str, name: str) -> str:
    engine = create_engine(cluster.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{cluster.rpartition('/')[0]}/{name}"


def _sign_in(settings: dict[str, str]) -> dict[int, str]:
    """Open a session for each seeded member, in one transaction."""
    with create_app(load_config(settings)).app_context():
        logging.disable(logging.INFO)  # Each would be a line.
        members = session.scalars(select(User.id).where(User.email.like("%@bench.example")).order_by(User.id)).all()
        with transaction():
            opened = {
                member: open_session(member, Origin(address="127.0.0.1", network="127.0.0.0/24", device="bench"))
                for member in members
            }
        name = session_cookie()
        return {member: f"{name}={new.token}" for member, new in opened.items()}
