"""The composition root: the only module that knows all packages and connects them."""

import importlib
from collections.abc import Callable
from typing import Any

from flask import Flask

from config import ROOT
from config import Config
from config import load_config
from forum.accounts import checks as accounts_checks
from forum.accounts import letters as accounts_letters
from forum.accounts import login
from forum.accounts import models as accounts_models
from forum.accounts import own_data as accounts_own_data
from forum.accounts import tasks as accounts_tasks
from forum.admin import events as admin_events
from forum.admin import letters as admin_letters
from forum.appeals import letters as appeals_letters
from forum.appeals import models as appeals_models
from forum.appeals import own_data as appeals_own_data
from forum.applications import letters as applications_letters
from forum.applications import models as applications_models
from forum.applications import own_data as applications_own_data
from forum.bulk import models as bulk_models
from forum.bulk import own_data as bulk_own_data
from forum.certification import events as certification_events
from forum.cities import events as cities_events
from forum.cities import models as cities_models
from forum.conduct import letters as conduct_letters
from forum.conduct import models as conduct_models
from forum.conduct import own_data as conduct_own_data
from forum.conduct import policy as conduct_policy
from forum.conduct import watching as conduct_watching
from forum.conduct.commands import screening as conduct_screening
from forum.core import assets
from forum.core import casework
from forum.core import catalogues
from forum.core import checkup
from forum.core import db as core_db
from forum.core import detection
from forum.core import events
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
from forum.core import templating
from forum.desk import letters as desk_letters
from forum.desk import models as desk_models
from forum.desk import own_data as desk_own_data
from forum.desk.commands import decide_on_page
from forum.discussion import beside as discussion_beside
from forum.discussion import checks as discussion_checks
from forum.discussion import following as discussion_following
from forum.discussion import models as discussion_models
from forum.discussion import moving
from forum.discussion import own_data as discussion_own_data
from forum.discussion import relocations as discussion_relocations
from forum.discussion.commands import merging as discussion_merging
from forum.insights import models as insights_models
from forum.insights import own_data as insights_own_data
from forum.insights import readings as insights_readings
from forum.insights import tasks as insights_tasks
from forum.media import checks as media_checks
from forum.media import models as media_models
from forum.media import own_data as media_own_data
from forum.media import tasks as media_tasks
from forum.moderation import letters as moderation_letters
from forum.moderation import models as moderation_models
from forum.moderation import own_data as moderation_own_data
from forum.moderation import policy as moderation_policy
from forum.moderation import subscribers as moderation_subscribers
from forum.news import events as news_events
from forum.news import models as news_models
from forum.news import own_data as news_own_data
from forum.notifications import following as notifications_following
from forum.notifications import letters as notifications_letters
from forum.notifications import models as notifications_models
from forum.notifications import own_data as notifications_own_data
from forum.notifications import subscribers as notifications_subscribers
from forum.operation import checks as operation_checks
from forum.operation import measuring as operation_measuring
from forum.operation import own_data as operation_own_data
from forum.pages import events as pages_events
from forum.pages import models as pages_models
from forum.promise import letters as promise_letters
from forum.promise import models as promise_models
from forum.promise import own_data as promise_own_data
from forum.promise import tasks as promise_tasks
from forum.quarantine import letters as quarantine_letters
from forum.quarantine import models as quarantine_models
from forum.quarantine import own_data as quarantine_own_data
from forum.quarantine import policy as quarantine_policy
from forum.quarantine import subscribers as quarantine_subscribers
from forum.quarantine.commands import retaining as quarantine_retaining
from forum.search import checks as search_checks
from forum.search import following as search_following
from forum.search import models as search_models
from forum.search import own_data as search_own_data
from forum.search import subscribers as search_subscribers
from forum.timers import checks as timers_checks
from forum.timers import following as timers_following
from forum.timers import letters as timers_letters
from forum.timers import models as timers_models
from forum.timers import own_data as timers_own_data
from forum.timers import tasks as timers_tasks
from forum.translation import checks as translation_checks
from forum.translation import models as translation_models
from forum.translation import own_data as translation_own_data
from forum.translation import policy as translation_policy
from forum.translation import subscribers as translation_subscribers
from forum.translation import tasks as translation_tasks

#: All tables, for migrations.
MODELS = (
    accounts_models,
    applications_models,
    cities_models,
    conduct_models,
    discussion_models,
    insights_models,
    discussion_relocations,
    discussion_beside,
    moderation_models,
    notifications_models,
    pages_models,
    ratelimit,
    retention,
    search_models,
    settings,
    media_models,
    translation_models,
    appeals_models,
    desk_models,
    news_models,
    promise_models,
    timers_models,
    quarantine_models,
    bulk_models,
)

#: Kinds of facts that only pages record, but the log and the copies of one's data tell; importing them enters them.
FACTS = (admin_events, certification_events, cities_events, news_events, pages_events)

#: Rules that pages of lower packages ask by name; importing them enters them.
POLICIES = (conduct_policy, quarantine_policy, moderation_policy, translation_policy)

#: What follows when two accounts become one; importing it enters it.
MERGERS = (discussion_merging,)

#: What looks at texts before they are published; importing it enters it.
SCREENERS = (conduct_screening,)

#: What looks at files, when a post first uses them and when somebody opens them; importing it enters it.
WATCHERS = (conduct_watching, quarantine_retaining)

#: `init_subscribers()` of each package that listens to events.
SUBSCRIBERS: tuple[Callable[[], None], ...] = (
    search_subscribers.init_subscribers,
    notifications_subscribers.init_subscribers,
    translation_subscribers.init_subscribers,
    quarantine_subscribers.init_subscribers,
    moderation_subscribers.init_subscribers,
)

#: Modules that compose mail; importing them enters their composers.
LETTERS = (
    accounts_letters,
    notifications_letters,
    conduct_letters,
    quarantine_letters,
    moderation_letters,
    promise_letters,
    timers_letters,
    applications_letters,
    admin_letters,
    appeals_letters,
    desk_letters,
)

#: Modules with periodic work; importing them enters their jobs.
TASKS = (accounts_tasks, media_tasks, translation_tasks, insights_tasks, promise_tasks, timers_tasks)

#: What each package does when posts move to another topic, a topic goes into another, or posts go.
FOLLOWERS = (
    *discussion_following.FOLLOWERS,
    *timers_following.FOLLOWERS,
    *search_following.FOLLOWERS,
    *notifications_following.FOLLOWERS,
)

#: What each package holds of people, in the order of an export and of the steps of leaving; last the core, which all add to.
OWN_DATA = (
    accounts_own_data.PART,
    media_own_data.PART,
    news_own_data.PART,
    discussion_own_data.PART,
    translation_own_data.PART,
    search_own_data.PART,
    conduct_own_data.PART,
    quarantine_own_data.PART,
    moderation_own_data.PART,
    promise_own_data.PART,
    timers_own_data.PART,
    bulk_own_data.PART,
    notifications_own_data.PART,
    applications_own_data.PART,
    appeals_own_data.PART,
    desk_own_data.PART,
    insights_own_data.PART,
    operation_own_data.PART,
    core_own_part.PART,
)

#: What `doctor` examines: the deployment first, then each package, lowest first.
CHECKS = (
    *operation_checks.CHECKS,
    *accounts_checks.CHECKS,
    *media_checks.CHECKS,
    *discussion_checks.CHECKS,
    *timers_checks.CHECKS,
    *translation_checks.CHECKS,
    *search_checks.CHECKS,
)


class Forum(Flask):
    """The application. None of its functions is a coroutine: who would ask each of them for each page is told so."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function as it is."""
        return func


def create_app(config: Config | None = None, *, pages: bool = True) -> Flask:
    """Make the application from a configuration (default: the environment); the worker's is without its pages."""
    config = config or load_config()
    config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    app = Forum(
        "forum",
        root_path=str(ROOT / "forum"),
        template_folder=str(ROOT / "templates"),
        static_folder=None,
    )
    app.config.from_mapping(config.flask())
    # Only where there are pages: the worker is spared 10 MB.
    site: Any = importlib.import_module("forum.site") if pages else None
    around = site.AROUND if site else ()
    for part in (core_logging, core_db, schema, assets, catalogues, templating, detection, *around, login):
        part.init_app(app)
    for listen in SUBSCRIBERS:
        listen()
    moving.enter(FOLLOWERS)
    casework.enter_desk(decide_on_page)
    owndata.enter(OWN_DATA)
    checkup.enter(CHECKS)
    if site:
        site.add_pages(app)
    operation_measuring.init_app(app)
    insights_readings.init_app(app)
    jobs.init_app(app)
    events.on_record(relay.deliver_pending.wake_now)
    mail.on_queue(postman.send_due.wake_now)
    return app
