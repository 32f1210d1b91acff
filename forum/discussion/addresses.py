"""Where a post stands, as lists, letters and redirects lead to it, and how a topic is read there."""


def post_address(slug: str, topic_id: int, number: int) -> str:
    """Return the path of the page with a post, down to the post itself."""
    return f"/t/{slug}/{topic_id}/{number}#post-{number}"


def read_as(address: str, mode: str | None) -> str:
    """Return an address with the manner of reading that was asked for, if one was."""
    return f"{address}?read={mode}" if mode else address
