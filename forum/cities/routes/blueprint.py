"""The blueprint of the cities."""

from flask import Blueprint

blueprint = Blueprint("cities", __name__)
