"""What is said to whoever wrote something that waits for RIL."""

from flask import flash
from flask import redirect
from werkzeug.wrappers import Response

from forum.core.actor import Actor
from forum.discussion.screening import Held


def say_held(actor: Actor, held: Held) -> Response:
    """Lead them to their own page, where it is kept."""
    flash(str(held.message), "wait")
    return redirect(f"/u/{actor.handle}", 303)
