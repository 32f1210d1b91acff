"""Where a post stands, as lists, letters and redirects lead to it."""


def post_address(slug: str, topic_id: int, number: int) -> str:
    """Return the path of the page with a post, down to the post itself."""
    return f"/t/{slug}/{topic_id}/{number}#post-{number}"
