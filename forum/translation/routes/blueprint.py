"""The blueprint of all pages of translations."""

from flask import Blueprint

blueprint = Blueprint("translation", __name__)
