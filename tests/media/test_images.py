"""What the forum makes of a picture."""

import io

import pytest
from PIL import Image

from forum.core.errors import Invalid
from forum.media.pictures import make_avatar
from tests.media.samples import picture
from tests.media.samples import with_note
from tests.media.samples import with_place


@pytest.mark.parametrize("data", [with_place(), with_note(), picture() + b"<script>CANARY</script>PK\x03\x04CANARY"])
def test_nothing_but_the_pixels_survives(data):
    assert b"CANARY" in data
    for copy in make_avatar(data).values():
        assert b"CANARY" not in copy
        assert b"EXIF" not in copy
        with Image.open(io.BytesIO(copy)) as made:
            assert dict(made.getexif()) == {}


def test_a_photo_that_lies_on_its_side_is_set_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.new("RGB", (200, 100), "white")
    image.paste("black", (0, 0, 100, 100))
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif.tobytes())
    with Image.open(io.BytesIO(make_avatar(out.getvalue())[96])) as made:
        assert made.convert("L").getpixel((48, 8)) < 60
        assert made.convert("L").getpixel((48, 88)) > 200


def test_a_refusal_says_what_is_wrong():
    with pytest.raises(Invalid) as refusal:
        make_avatar(b"nothing")
    assert refusal.value.field == "picture"
