"""The WSGI application, made from the environment: what a web server loads."""

from forum.app import create_app
from forum.core.markup.bounded import keep_children_ready

app = create_app()
keep_children_ready()
