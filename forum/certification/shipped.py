"""The standard that comes with the forum."""

from pathlib import Path
from typing import Final

STANDARD: Final = Path(__file__).with_name("standard.json")
