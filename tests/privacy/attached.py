"""Files with a word in their names, in what they hold and in what is said of them."""

import io
from collections.abc import Iterable

from PIL import Image

from forum.media.addresses import file_address
from forum.media.addresses import preview_address
from forum.media.commands import store_upload
from tests.factories.accounts import act
from tests.privacy.world import Somebody
from tests.privacy.world import World


def attach(world: World, owner: Somebody, what: str, readers: Iterable[str]) -> str:
    """Upload a table and a picture; return the text that shows them, and keep their addresses."""
    readers = frozenset(readers)
    plant = world.plant
    content = f"ciudad,dato\n{plant(f'content of a file of a {what}', readers)},1\n".encode()
    name = f"datos {plant(f'name of a file of a {what}', readers)}.csv"
    table = store_upload(act(owner), name=name, stream=io.BytesIO(content))
    alt = plant(f"alternative text of a picture of a {what}", readers)
    name = f"foto {plant(f'name of a picture of a {what}', readers)}.png"
    picture = store_upload(act(owner), name=name, stream=_picture(len(world.files)), alt=alt)
    world.files |= {
        f"table of a {what}": (file_address(table.token, table.name), readers),
        f"picture of a {what}": (file_address(picture.token, picture.name), readers),
        f"small picture of a {what}": (preview_address(picture.token), readers),
    }
    return f"[{table.name}](upload:{table.token})\n\n![{alt}](upload:{picture.token})"


def _picture(number: int) -> io.BytesIO:
    """Return a picture that no other is equal to."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (number * 7 % 256, number % 256, 40)).save(out, "PNG")
    out.seek(0)
    return out
