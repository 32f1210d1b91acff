"""What the forum's pages are compared with: a Flask route that answers 40 KB, and does nothing else."""

from flask import Flask

from config import load_config
from forum.server.web import make_server

app = Flask(__name__)
PAGE = "<!doctype html><title>40 KB</title>" + "<p>plaza mercado puerto</p>\n" * 1460


@app.get("/")
def show_page() -> str:
    return PAGE


if __name__ == "__main__":
    make_server(load_config(), "tests.bench.bare:app").serve()
