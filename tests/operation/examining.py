"""Asking the doctor for one check."""

from forum.core import checkup
from forum.core.db import session


def check(name):
    return next(found for found in checkup.all_checks() if found.name == name)


def look(name):
    session.rollback()
    return checkup.examine(check(name))


def sentences(name):
    return " ".join(f"{found.sentence} {found.advice}" for found in look(name).findings)


def mend(name):
    session.rollback()
    return checkup.mend(check(name)).state
