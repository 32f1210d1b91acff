"""The blueprint of pictures and files."""

from flask import Blueprint

blueprint = Blueprint("media", __name__)
