"""`flask accounts …`."""

import click

from forum.accounts.commands.registration import NewPerson
from forum.accounts.commands.registration import create_staff
from forum.core.actor import SYSTEM
from forum.core.console import Commands
from forum.core.languages import LANGUAGES

group = Commands("accounts", help="People.")


@group.command("create-admin")
@click.option("--email", prompt=True, help="The address to sign in with.")
@click.option("--name", prompt=True, help="First and last name.")
@click.option("--language", type=click.Choice(LANGUAGES), default="es", show_default=True, help="Of pages and mail.")
@click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    envvar="FORUM_ADMIN_PASSWORD",
    help="Asked for when it is not in FORUM_ADMIN_PASSWORD; on a command line others could read it.",
)
def create_admin(email: str, name: str, language: str, password: str) -> None:
    """Create an administrator with a confirmed address."""
    person = NewPerson(name=name, email=email, password=password, language=language)
    user = create_staff(SYSTEM, person, "administrator")
    click.echo(f"{user.name} (@{user.handle}) is an administrator.")
