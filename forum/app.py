"""The composition root: the only module that knows all packages and connects them."""

from collections.abc import Callable

from click import Command
from flask import Flask

from config import ROOT
from config import Config
from config import load_config
from forum import framing
from forum import shell
from forum.accounts import checks as accounts_checks
from forum.accounts import cli as accounts_cli
from forum.accounts import letters as accounts_letters
from forum.accounts import login
from forum.accounts import models as accounts_models
from forum.accounts import own_data as accounts_own_data
from forum.accounts import routes as accounts_routes
from forum.accounts import tasks as accounts_tasks
from forum.admin import letters as admin_letters
from forum.admin import routes as admin_routes
from forum.applications import letters as applications_letters
from forum.applications import models as applications_models
from forum.applications import own_data as applications_own_data
from forum.applications import routes as applications_routes
from forum.certification import cli as certification_cli
from forum.cities import cli as cities_cli
from forum.cities import models as cities_models
from forum.cities import routes as cities_routes
from forum.core import assets
from forum.core import catalogues
from forum.core import checkup
from forum.core import cli as core_cli
from forum.core import db as core_db
from forum.core import detection
from forum.core import events
from forum.core import health
from forum.core import jobs
from forum.core import logging as core_logging
from forum.core import mail
from forum.core import own_part as core_own_part
from forum.core import owndata
from forum.core import postman
from forum.core import ratelimit
from forum.core import relay
from forum.core import retention
from forum.core import schema
from forum.core import settings
from forum.core import web
from forum.demo import cli as demo_cli
from forum.discussion import checks as discussion_checks
from forum.discussion import cli as discussion_cli
from forum.discussion import feeds as discussion_feeds
from forum.discussion import models as discussion_models
from forum.discussion import own_data as discussion_own_data
from forum.discussion import routes as discussion_routes
from forum.media import checks as media_checks
from forum.media import models as media_models
from forum.media import own_data as media_own_data
from forum.media import routes as media_routes
from forum.media import tasks as media_tasks
from forum.moderation import letters as moderation_letters
from forum.moderation import models as moderation_models
from forum.moderation import own_data as moderation_own_data
from forum.moderation import policy as moderation_policy
from forum.moderation import routes as moderation_routes
from forum.notifications import letters as notifications_letters
from forum.notifications import models as notifications_models
from forum.notifications import own_data as notifications_own_data
from forum.notifications import routes as notifications_routes
from forum.notifications import subscribers as notifications_subscribers
from forum.operation import checks as operation_checks
from forum.operation import cli as operation_cli
from forum.operation import measuring as operation_measuring
from forum.operation import own_data as operation_own_data
from forum.operation import routes as operation_routes
from forum.pages import cli as pages_cli
from forum.pages import models as pages_models
from forum.pages import routes as pages_routes
from forum.search import checks as search_checks
from forum.search import cli as search_cli
from forum.search import models as search_models
from forum.search import own_data as search_own_data
from forum.search import routes as search_routes
from forum.search import subscribers as search_subscribers
from forum.translation import checks as translation_checks
from forum.translation import cli as translation_cli
from forum.translation import models as translation_models
from forum.translation import own_data as translation_own_data
from forum.translation import policy as translation_policy
from forum.translation import routes as translation_routes
from forum.translation import subscribers as translation_subscribers
from forum.translation import tasks as translation_tasks

#: All tables, for migrations.
MODELS = (
    accounts_models,
    applications_models,
    cities_models,
    discussion_models,
    moderation_models,
    notifications_models,
    pages_models,
    ratelimit,
    retention,
    search_models,
    settings,
    media_models,
    translation_models,
)

#: Every blueprint of the site, in the order in which a reader meets them.
BLUEPRINTS = (
    health.blueprint,
    accounts_routes.blueprint,
    discussion_routes.blueprint,
    discussion_feeds.blueprint,
    search_routes.blueprint,
    cities_routes.blueprint,
    pages_routes.blueprint,
    notifications_routes.blueprint,
    media_routes.blueprint,
    applications_routes.blueprint,
    admin_routes.blueprint,
    operation_routes.blueprint,
    moderation_routes.blueprint,
    translation_routes.blueprint,
)

#: Rules that pages of lower packages ask by name; importing them enters them.
POLICIES = (moderation_policy, translation_policy)

#: `init_subscribers()` of each package that listens to events.
SUBSCRIBERS: tuple[Callable[[], None], ...] = (
    search_subscribers.init_subscribers,
    notifications_subscribers.init_subscribers,
    translation_subscribers.init_subscribers,
)

#: Modules that compose mail; importing them enters their composers.
LETTERS = (
    accounts_letters,
    notifications_letters,
    moderation_letters,
    applications_letters,
    admin_letters,
)

#: Modules with periodic work; importing them enters their jobs.
TASKS = (accounts_tasks, media_tasks, translation_tasks)

#: What each package holds of people, in the order of an export and of the steps of leaving; last the core, which all add to.
OWN_DATA = (
    accounts_own_data.PART,
    media_own_data.PART,
    discussion_own_data.PART,
    translation_own_data.PART,
    search_own_data.PART,
    moderation_own_data.PART,
    notifications_own_data.PART,
    applications_own_data.PART,
    operation_own_data.PART,
    core_own_part.PART,
)

#: What `doctor` examines: the deployment first, then each package, lowest first.
CHECKS = (
    *operation_checks.CHECKS,
    *accounts_checks.CHECKS,
    *media_checks.CHECKS,
    *discussion_checks.CHECKS,
    *translation_checks.CHECKS,
    *search_checks.CHECKS,
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
    demo_cli.group,
    pages_cli.group,
    operation_cli.backup_group,
    operation_cli.doctor,
)


def create_app(config: Config | None = None) -> Flask:
    """Make the application from a configuration (default: the environment)."""
    config = config or load_config()
    config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    app = Flask(
        "forum",
        root_path=str(ROOT / "forum"),
        template_folder=str(ROOT / "templates"),
        static_folder=None,
    )
    app.config.from_mapping(config.flask())
    core_logging.init_app(app)
    core_db.init_app(app)
    schema.init_app(app)
    assets.init_app(app)
    catalogues.init_app(app)
    web.init_app(app)
    detection.init_app(app)
    shell.init_app(app)
    framing.init_app(app)
    login.init_app(app)
    for listen in SUBSCRIBERS:
        listen()
    owndata.enter(OWN_DATA)
    checkup.enter(CHECKS)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for group in COMMANDS:
        app.cli.add_command(group)
    operation_measuring.init_app(app)
    jobs.init_app(app)
    events.on_record(relay.deliver_pending.wake_now)
    mail.on_queue(postman.send_due.wake_now)
    return app
