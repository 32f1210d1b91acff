"""The blueprint that every module of the promise's routes adds its views to."""

from flask import Blueprint

blueprint = Blueprint("promise", __name__)
