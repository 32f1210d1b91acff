"""What only the site has and the worker has not: pages, what surrounds them, and commands."""

from click import Command
from flask import Flask

from forum import framing
from forum import shell
from forum.accounts import cli as accounts_cli
from forum.accounts import routes as accounts_routes
from forum.admin import routes as admin_routes
from forum.appeals import routes as appeals_routes
from forum.applications import routes as applications_routes
from forum.bulk import routes as bulk_routes
from forum.certification import cli as certification_cli
from forum.cities import cli as cities_cli
from forum.cities import routes as cities_routes
from forum.conduct import routes as conduct_routes
from forum.core import cli as core_cli
from forum.core import health
from forum.core import web
from forum.demo import cli as demo_cli
from forum.desk import routes as desk_routes
from forum.discussion import cli as discussion_cli
from forum.discussion import feeds as discussion_feeds
from forum.discussion import routes as discussion_routes
from forum.insights import cli as insights_cli
from forum.insights import routes as insights_routes
from forum.media import routes as media_routes
from forum.moderation import routes as moderation_routes
from forum.news import routes as news_routes
from forum.notifications import routes as notifications_routes
from forum.operation import cli as operation_cli
from forum.operation import routes as operation_routes
from forum.pages import cli as pages_cli
from forum.pages import routes as pages_routes
from forum.promise import routes as promise_routes
from forum.quarantine import routes as quarantine_routes
from forum.search import cli as search_cli
from forum.search import routes as search_routes
from forum.timers import routes as timers_routes
from forum.translation import cli as translation_cli
from forum.translation import routes as translation_routes

#: What surrounds every request, and then every page.
AROUND = (web, shell, framing)

#: Every blueprint of the site, in the order in which a reader meets them.
BLUEPRINTS = (
    health.blueprint,
    accounts_routes.blueprint,
    discussion_routes.blueprint,
    discussion_feeds.blueprint,
    search_routes.blueprint,
    cities_routes.blueprint,
    pages_routes.blueprint,
    news_routes.blueprint,
    notifications_routes.blueprint,
    media_routes.blueprint,
    applications_routes.blueprint,
    admin_routes.blueprint,
    operation_routes.blueprint,
    moderation_routes.blueprint,
    insights_routes.blueprint,
    conduct_routes.blueprint,
    quarantine_routes.blueprint,
    promise_routes.blueprint,
    bulk_routes.blueprint,
    timers_routes.blueprint,
    translation_routes.blueprint,
    appeals_routes.blueprint,
    desk_routes.blueprint,
)

#: Command groups: `flask --app forum.app <package> <verb>`.
COMMANDS: tuple[Command, ...] = (
    core_cli.jobs_group,
    core_cli.events_group,
    accounts_cli.group,
    certification_cli.group,
    cities_cli.group,
    discussion_cli.group,
    search_cli.group,
    translation_cli.group,
    insights_cli.group,
    demo_cli.group,
    pages_cli.group,
    operation_cli.backup_group,
    operation_cli.doctor,
)


def add_pages(app: Flask) -> None:
    """Add all pages and commands to an application."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for group in COMMANDS:
        app.cli.add_command(group)
