"""What a command or query may raise; `core.web` turns each into one page or one JSON shape.

A message is a lazy string: it is put into the reader's language when the answer is made.
"""

from flask_babel import lazy_gettext as _l

from forum.core.text import Text


class ForumError(Exception):
    """Any refusal that has a sentence for the reader."""

    status = 400
    default: Text = _l("This could not be done.")

    def __init__(self, message: Text | None = None) -> None:
        """Keep the sentence that the reader will see."""
        super().__init__(str(type(self).__name__))
        self.message: Text = message if message is not None else self.default


class NotFound(ForumError):
    """The subject does not exist, or its existence may not be known: the answer is the same."""

    status = 404
    default = _l("This page does not exist, or it is not open to you.")


class Forbidden(ForumError):
    """The subject may be seen, but this act on it is not allowed."""

    status = 403
    default = _l("You cannot do this here.")


class Invalid(ForumError):
    """What was sent has the wrong shape or value; `field` names the form field if there is one."""

    status = 400
    default = _l("Something in the request is not valid.")

    def __init__(self, message: Text | None = None, *, field: str | None = None) -> None:
        """Keep the sentence and the field that it belongs to."""
        super().__init__(message)
        self.field = field


class Conflict(ForumError):
    """Somebody else changed the same thing first."""

    status = 409
    default = _l("Somebody else changed this while you were working on it.")


class TooMany(ForumError):
    """A limit on how often an act may be done was reached; `retry_after` is in seconds."""

    status = 429
    default = _l("That was too often. Please wait a moment and try again.")

    def __init__(self, message: Text | None = None, *, retry_after: int = 60) -> None:
        """Keep the sentence and the number of seconds to wait."""
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(ForumError):
    """The database or another part cannot answer now; the request may be sent again."""

    status = 503
    #: Seconds after which it is worth trying again.
    retry_after = 5
    default = _l("The forum cannot answer right now. Nothing was saved; please try again shortly.")
