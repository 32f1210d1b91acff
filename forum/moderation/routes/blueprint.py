"""The blueprint that every module of the desk's routes adds its views to."""

from flask import Blueprint

blueprint = Blueprint("moderation", __name__)
