"""The blueprint of news."""

from flask import Blueprint

blueprint = Blueprint("news", __name__)
