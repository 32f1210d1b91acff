"""The desk as a browser sees it."""

import re


def text(browser, address):
    page = browser.get(address)
    assert page.status_code == 200, address
    return page.get_data(as_text=True)


def cases(browser, address="/moderation"):
    """Return the addresses of the cases on the desk, in order."""
    return re.findall(r'action="(/reports/\d+)/decision"', text(browser, address))
