"""`flask translation …`."""

import sys

import click
from flask import current_app

from forum.core.actor import SYSTEM
from forum.core.console import Commands
from forum.core.languages import parse_language
from forum.translation.commands.glossary import load_shipped_glossary
from forum.translation.commands.requesting import backfill
from forum.translation.engines.choosing import HOW_TO_INSTALL
from forum.translation.engines.choosing import kind_of
from forum.translation.engines.choosing import present_engine
from forum.translation.engines.here import ApertiumHere
from forum.translation.engines.protocol import Engine
from forum.translation.engines.protocol import EngineAway
from forum.translation.engines.protocol import EngineFailed
from forum.translation.queries.steering import steering
from forum.translation.translator import Translator

group = Commands("translation", help="Translations between the two languages.")


@group.command("translate")
@click.option("--from", "source", required=True, help="es or pt_BR")
@click.option("--to", "target", required=True, help="pt_BR or es")
def run_translate(source: str, target: str) -> None:
    """Translate the Markdown on standard input as a reader would get it, glossary and all."""
    known, wanted = parse_language(source), parse_language(target)
    if known is None or wanted is None or known == wanted:
        message = "Translate from es to pt_BR, or from pt_BR to es."
        raise click.ClickException(message)
    guide, _version, names = steering()
    try:
        sys.stdout.write(Translator(_engine(), guide, names).translate(sys.stdin.read(), known))
    except (EngineAway, EngineFailed) as error:
        message = f"The engine did not translate it ({type(error).__name__}). The local one: {HOW_TO_INSTALL}."
        raise click.ClickException(message) from error


@group.command("backfill")
def run_backfill() -> None:
    """Ask for the translation of everything that has none; the worker then translates it."""
    click.echo(f"{backfill(SYSTEM)} texts are to be translated.")


@group.command("load-glossary")
def run_load_glossary() -> None:
    """Fill an empty glossary with the rows that come with the forum (done at the first start)."""
    click.echo(f"{load_shipped_glossary(SYSTEM)} rows were loaded.")


def _engine() -> Engine:
    """Return the engine; without a running forum the local one works within the command."""
    engine = present_engine()
    if kind_of(current_app.config["TRANSLATION"]) == "apertium" and not engine.is_there():
        return ApertiumHere()
    return engine
