"""`flask backup …` and `flask doctor`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from forum.core import checkup
from forum.core.console import Commands
from forum.core.console import connection_problem
from forum.core.db import db
from forum.core.db import let_go
from forum.core.db import session
from forum.core.dialects.copies import CopyProblem
from forum.core.storage import storage
from forum.operation import erasures
from forum.operation.backups import creating
from forum.operation.backups import keeping
from forum.operation.backups import restoring
from forum.operation.backups import verifying

_WORDS = {"ok": "OK", "note": "note", "wrong": "WRONG", "mended": "mended"}

backup_group = Commands("backup", help="Database and files of people in one archive.")


@backup_group.command("create")
@click.option("--to", "target", type=click.Path(path_type=Path), help="A folder, or a file that does not exist yet.")
@click.option("--keep", type=click.IntRange(1), help="Of the backups in the folder that were named by date, so many.")
def create(target: Path | None, keep: int | None) -> None:
    """Write a backup while the forum runs (by default into `backups` in the data folder)."""
    if target is not None and keep is not None and not target.is_dir():
        raise click.UsageError("--keep works on a folder; name one with --to.")
    with _told():
        made = creating.create(db.engine, storage(), target or _folder())
    keeping.note(_data(), "created", made.path, made.made_at)
    click.echo(f"{made.path}: {made.size:,} bytes, {made.rows:,} rows, {made.files:,} files.")
    if made.missing:
        click.echo(f"{made.missing:,} files that the database names are not in the store; `doctor` names them.")
    for path in creating.keep_latest(made.path.parent, keep) if keep else ():
        click.echo(f"{path} is removed.")


@backup_group.command("verify")
@click.argument("file", type=click.Path(path_type=Path), required=False)
def verify(file: Path | None) -> None:
    """Read a backup from its beginning to its end (by default the latest in the data folder)."""
    path = file or _latest()
    with _told():
        manifest = verifying.verify(path, _data())
    keeping.note(_data(), "verified", path, manifest.created_at)
    click.echo(
        f"{path} is whole: {sum(manifest.rows.values()):,} rows, {len(manifest.members) - 1:,} files, "
        f"made on {manifest.created_at} by version {manifest.forum} (migration {manifest.schema})."
    )


@backup_group.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Lose what the database holds now.")
@click.option("--send-mail", is_flag=True, help="Send the letters that were due then, though some may be out already.")
def restore(file: Path, *, replace: bool, send_mail: bool) -> None:
    """Put a backup in the place of the database and the files; the forum must be stopped."""
    session.remove()
    with _told():
        manifest, settled = restoring.restore(db.engine, storage(), file, _data(), replace=replace, send_mail=send_mail)
    keeping.note(_data(), "restored", file, manifest.created_at)
    click.echo(f"Restored as it was on {manifest.created_at}: {sum(manifest.rows.values()):,} rows.")
    click.echo(
        f"All sessions, links in letters and open invitations are ended; {settled.letters_dropped:,} letters that were "
        f"owed then are dropped; {settled.left_again:,} people who had left since are taken out again."
    )
    if not erasures.is_listed():
        click.echo(
            f"The data folder has no list of those who left ({erasures.NAME}). If somebody left since the backup, "
            "put it there and run `doctor --mend`."
        )


@click.command("doctor")
@click.option("--mend", is_flag=True, help="Mend what can be mended safely.")
@with_appcontext
def doctor(*, mend: bool) -> None:
    """Examine the forum; exit code 1 when something is wrong."""
    problem = connection_problem()
    if problem is not None:
        raise click.ClickException(problem)
    results = []
    for check in checkup.all_checks():
        result = checkup.mend(check) if mend else checkup.examine(check)
        let_go()
        results.append(result)
        click.echo(f"{_WORDS[result.state]:<7} {check.name}")
        for found in result.findings:
            click.echo(f"        {found.sentence} {found.advice}")
    wrong = sum(result.state == "wrong" for result in results)
    click.echo(f"{wrong} of {len(results)} checks found something wrong." if wrong else "Nothing is wrong.")
    if wrong:
        raise SystemExit(1)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except CopyProblem as problem:
        raise click.ClickException(str(problem)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or 'A file'}: {error.strerror or error}") from None


def _data() -> Path:
    return Path(current_app.config["DATA_DIR"])


def _folder() -> Path:
    folder = _data() / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _latest() -> Path:
    found = sorted((_data() / "backups").glob(creating.PATTERN))
    if not found:
        raise click.ClickException("There is no backup in the data folder; name a file.")
    return found[-1]
