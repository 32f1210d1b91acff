"""The blueprint that every module of these routes adds its views to."""

from flask import Blueprint

blueprint = Blueprint("conduct", __name__)
