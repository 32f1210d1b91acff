"""The WSGI application, made from the environment: what a web server loads."""

from forum.app import create_app

app = create_app()
