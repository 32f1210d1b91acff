"""Copies of a PostgreSQL database, by pg_dump and pg_restore; psql puts one in place within one transaction."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from typing import IO
from typing import Final

from sqlalchemy import URL
from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import NullPool
from sqlalchemy import create_engine
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from forum.core.dialects import postgresql
from forum.core.dialects.counting import HEAD_TABLE
from forum.core.dialects.counting import CopyProblem
from forum.core.dialects.counting import Seen

#: Where what is restored lies until it has proved to be whole; what a killed restore left in it is of no use.
COMING: Final = "forum_coming"
#: What the present schema is called for as long as a transaction lasts.
_ASIDE: Final = "forum_before"
#: So often, and with so many seconds between, it is looked for others.
_LOOKS: Final = 20
_BETWEEN: Final = 0.1
_COPY: Final = re.compile(rb'COPY (?:\w+\.)?"?(\w+)"? \(.*\) FROM stdin;\n')
_VERSION: Final = re.compile(r"(\d+)(?:\.\d+)*")
_OTHERS: Final = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


@contextmanager
def copied(engine: Engine, target: Path) -> Iterator[Connection]:
    """Dump a snapshot that a transaction of ours holds, so that what is read beside it is the same."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        version = connection.execute(text("SHOW server_version_num")).scalar_one()
        _require("pg_dump", int(version) // 10_000)
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        _run(
            [
                "pg_dump",
                "--format=custom",
                "--no-owner",
                "--no-privileges",
                f"--exclude-schema={COMING}",
                f"--snapshot={snapshot}",
            ],
            [f"--file={target}", *_address(engine)],
            engine,
        )
        yield connection


def look_through(copy: Path) -> Seen:
    """Unpack the dump from its beginning to its end and count the rows on the way."""
    _run(["pg_restore", "--list"], [str(copy)], None)
    command = ["pg_restore", "--data-only", "--file=-", str(copy)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stderr is not None
        found = _count(process.stdout)
        problem = process.stderr.read().decode(errors="replace")
    if process.returncode:
        message = f"The copy of the database is damaged: {_short(problem)}"
        raise CopyProblem(message)
    return found


def others_work_on(engine: Engine) -> bool:
    """Tell whether anybody else is connected to the database, from whatever machine."""
    engine.dispose()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for _ in range(_LOOKS):
            if not connection.execute(text(_OTHERS)).scalar_one():
                return False
            # The server takes a moment to end what was closed just now.
            time.sleep(_BETWEEN)
    return True


@contextmanager
def put_in_place(engine: Engine, copy: Path) -> Iterator[Engine]:
    """Fill a schema beside the present one, and change the two at the end, each in one transaction.

    So whoever is killed at whatever moment leaves the present schema whole, or the new one in its place.
    """
    with engine.connect() as connection:
        version = int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
    for program in ("pg_restore", "psql"):
        _require(program, version)
    engine.dispose()
    coming = create_engine(engine.url, poolclass=NullPool, connect_args={"options": _options(engine)})
    postgresql.prepare(coming)
    try:
        _fill(engine, copy)
        yield coming
        coming.dispose()
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text(f"ALTER SCHEMA public RENAME TO {_ASIDE}"))
            connection.execute(text(f"ALTER SCHEMA {COMING} RENAME TO public"))
            connection.execute(text(f"DROP SCHEMA {_ASIDE} CASCADE"))
    except BaseException:
        coming.dispose()
        # It holds everybody's data a second time; whoever is killed here leaves it to the next restore.
        with suppress(SQLAlchemyError), engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {COMING} CASCADE"))
        raise
    finally:
        engine.dispose()


def _fill(engine: Engine, copy: Path) -> None:
    """Load a dump, which names the schema `public`, into the one beside it, within one transaction."""
    script, before, after = (copy.with_name(f"{name}.sql") for name in ("restore", "before", "after"))
    _run(["pg_restore", "--no-owner", "--no-privileges", f"--file={script}"], [str(copy)], None)
    before.write_text(
        f"DROP SCHEMA IF EXISTS {COMING} CASCADE;\nALTER SCHEMA public RENAME TO {_ASIDE};\nCREATE SCHEMA public;\n",
        encoding="ascii",
    )
    after.write_text(
        f"ALTER SCHEMA public RENAME TO {COMING};\nALTER SCHEMA {_ASIDE} RENAME TO public;\n", encoding="ascii"
    )
    _psql(engine, [f"--file={part}" for part in (before, script, after)])


def _options(engine: Engine) -> str:
    known = engine.url.query.get("options", "")
    return " ".join([*([known] if isinstance(known, str) else known), f"-csearch_path={COMING}"])


def _count(stream: IO[bytes]) -> Seen:
    rows: dict[str, int] = {}
    head = None
    name = ""
    for line in stream:
        if not name:
            match = _COPY.fullmatch(line)
            if match is not None:
                name = match.group(1).decode()
                rows[name] = 0
        elif line == b"\\.\n":
            name = ""
        else:
            rows[name] += 1
            if name == HEAD_TABLE:
                head = line.decode().strip()
    return Seen(head, rows)


def _psql(engine: Engine, arguments: list[str]) -> None:
    _run(
        ["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *_address(engine)],
        arguments,
        engine,
    )


def _address(engine: Engine) -> list[str]:
    """Name the database; the password is not among the arguments, which others could read."""
    known = engine.url
    url = URL.create("postgresql", known.username, None, known.host, known.port, known.database, known.query)
    return [f"--dbname={url.render_as_string(hide_password=False)}"]


def _require(program: str, server: int) -> None:
    """Refuse a program that is not there or older than the server."""
    said = _run([program], ["--version"], None)
    match = _VERSION.search(said)
    if match is None or int(match.group(1)) < server:
        message = (
            f"{program} is older than the server ({said.strip()}; the server is {server}): "
            f"install the client programs of PostgreSQL {server} or newer."
        )
        raise CopyProblem(message)


def _run(command: list[str], arguments: list[str], engine: Engine | None) -> str:
    environment = dict(os.environ)
    if engine is not None and engine.url.password:
        environment["PGPASSWORD"] = str(engine.url.password)
    try:
        done = subprocess.run(  # noqa: S603 - the programs of PostgreSQL, with arguments of ours
            [*command, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError as error:
        message = f"{command[0]} is not installed; it comes with the client programs of PostgreSQL (postgresql-client)."
        raise CopyProblem(message) from error
    if done.returncode:
        message = f"{command[0]} failed: {_short(done.stderr)}"
        raise CopyProblem(message)
    return done.stdout


def _short(text: str) -> str:
    return " ".join(text.split())[:400]
