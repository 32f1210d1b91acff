"""The WSGI application, made from the environment: what a web server loads."""

from config import load_config
from forum.app import create_app
from forum.core.markup.bounded import keep_children_ready
from forum.core.patience import Patience
from forum.server.settled import settle

config = load_config()
app = create_app(config)
app.wsgi_app = Patience(app.wsgi_app, threads=config.threads, proxies=config.proxies)  # type: ignore[method-assign]
keep_children_ready()
settle()
