"""The addresses of a file: made of its token and name, pure, so that texts can be rendered with them."""

from typing import Final
from urllib.parse import quote

#: The last part of the address of a small copy; no file is called so.
PREVIEW: Final = "preview.webp"


def file_address(token: str, name: str) -> str:
    """Return where a file is: `/files/3f9a…/acta.pdf`."""
    return f"/files/{token}/{quote(name, safe='')}"


def preview_address(token: str) -> str:
    """Return where the small copy of a picture is."""
    return f"/files/{token}/{PREVIEW}"
