"""Which tests run where: on PostgreSQL, in the quick half, and in what order."""

import os
from collections.abc import Collection

import pytest

#: Folders and files whose tests make a database of their own, on PostgreSQL where that is meant.
OWN_DATABASES = {"server", "test_migrations.py"}
#: A folder whose tests read the texts of pages, whichever database these come from.
TEXTS = "translations"
#: Folders in which single tests take up to minutes.
LONGEST = {"translations", "server", "operation", "privacy", "shell"}
#: Folders and files whose tests are together more than half of the suite's time: `make test-fast` leaves them to `make test`,
#: with those that ask the real engine of translations.
LONG = {
    *{"demo", "input", "races"},
    *{
        "test_absent_is_hidden.py",
        "test_bounds.py",
        "test_deltas.py",
        "test_leaving.py",
        "test_matrix.py",
        "test_moving_property.py",
    },
    *{"test_posts_refused.py", "test_rolled.py", "test_statements.py", "test_sweeping.py"},
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put what takes longest first, so that no process is alone with it at the end; on PostgreSQL, leave out a third.

    What touches no database has run on SQLite already.
    """
    for item in items:
        if {item.path.name, item.path.parent.name} & LONG or "engine" in _fixtures(item):
            item.add_marker(pytest.mark.long)
    items.sort(key=lambda item: item.path.parent.name not in LONGEST)
    if not os.environ.get("FORUM_TEST_DATABASE_URL"):
        return
    alone = {item for item in items if _reads_words(item)}
    config.hook.pytest_deselected(items=list(alone))
    items[:] = [item for item in items if item not in alone]


def _reads_words(item: pytest.Item) -> bool:
    if {item.path.name, item.path.parent.name} & OWN_DATABASES:
        return False
    return item.path.parent.name == TEXTS or "database" not in _fixtures(item)


def _fixtures(item: pytest.Item) -> Collection[str]:
    return getattr(item, "fixturenames", ())
