"""Comparing two answers: what differs between any two of them is left out."""

import re

_TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')


def without_token(page: str) -> str:
    """Return a page without its CSRF tokens, which hold the second in which they were made."""
    return _TOKEN.sub("", page)
