"""Copies of a PostgreSQL database, by pg_dump and pg_restore; psql puts one in place within one transaction."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from typing import Final

from sqlalchemy import URL
from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import text

from forum.core.dialects.counting import HEAD_TABLE
from forum.core.dialects.counting import CopyProblem
from forum.core.dialects.counting import Seen

#: Where the data from before lie until what was restored has proved to be whole.
ASIDE: Final = "forum_before"
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
            ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"],
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
    with engine.connect() as connection:
        return bool(connection.execute(text(_OTHERS)).scalar_one())


@contextmanager
def put_in_place(engine: Engine, copy: Path) -> Iterator[Engine]:
    """Put the present schema aside and fill a new one, in one transaction; drop what is aside at the end."""
    engine.dispose()
    with engine.connect() as connection:
        version = int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
        aside = connection.execute(
            text("SELECT 1 FROM pg_namespace WHERE nspname = :name"), {"name": ASIDE}
        ).scalar_one_or_none()
    if aside:
        message = (
            f"An earlier restore was cut off: the data from before it lie in the schema {ASIDE}. Look at them, then "
            f"remove them with `DROP SCHEMA {ASIDE} CASCADE`, and restore again."
        )
        raise CopyProblem(message)
    for program in ("pg_restore", "psql"):
        _require(program, version)
    engine.dispose()
    script = copy.with_name("restore.sql")
    _run(["pg_restore", "--no-owner", "--no-privileges", f"--file={script}"], [str(copy)], None)
    begin = copy.with_name("begin.sql")
    begin.write_text(f"ALTER SCHEMA public RENAME TO {ASIDE};\nCREATE SCHEMA public;\n", encoding="ascii")
    _psql(engine, [f"--file={begin}", f"--file={script}"])
    try:
        yield engine
    except BaseException:
        engine.dispose()
        _psql(
            engine,
            ["--command=DROP SCHEMA public CASCADE", f"--command=ALTER SCHEMA {ASIDE} RENAME TO public"],
        )
        raise
    engine.dispose()
    _psql(engine, [f"--command=DROP SCHEMA {ASIDE} CASCADE"])


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
