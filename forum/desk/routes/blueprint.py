"""The blueprint that every module of the desk's routes adds its views to."""

from flask import Blueprint

blueprint = Blueprint("desk", __name__)
