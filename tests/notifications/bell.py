"""Notices as a browser sees them."""

import re


def notices(browser, address="/notices"):
    """Return (address of the post, is it unread) of each notice in a list, in order."""
    page = browser.get(address)
    assert page.status_code == 200
    rows = re.findall(r'<li class="(is-new)?">(?:<a href="([^"]+)">|<div)', page.get_data(as_text=True))
    return [(url, bool(new)) for new, url in rows]


def at(topic, number):
    return f"/t/{topic.slug}/{topic.id}/{number}#post-{number}"
