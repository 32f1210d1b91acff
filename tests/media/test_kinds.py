"""What a file is, by its content alone."""

import io
import zipfile
from contextlib import suppress

import pytest

from forum.core.errors import Invalid
from forum.media.archives import MOST_UNPACKED
from forum.media.contents import content_of
from forum.media.kinds import ENDINGS
from forum.media.kinds import MAX_BYTES
from forum.media.kinds import kind_of
from tests.media.documents import CSV
from tests.media.documents import GOOD
from tests.media.documents import HOSTILE
from tests.media.documents import compound
from tests.media.documents import office
from tests.media.samples import picture
from tests.media.samples import png_bomb
from tests.media.samples import text_bomb
from tests.media.samples import with_note
from tests.media.samples import with_place


def kind(data):
    return kind_of(io.BytesIO(data), len(data))


@pytest.mark.parametrize("name", GOOD)
def test_a_document_is_known_by_its_content(name):
    data, media_type = GOOD[name]
    assert kind(data).media_type == media_type
    assert ENDINGS[media_type]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_is_known_by_its_content_and_made_anew(form):
    content = content_of(io.BytesIO(picture(form)))
    assert (content.media_type, content.kind, content.width, content.height) == ("image/webp", "image", 300, 200)
    content.stream.seek(0)
    assert content.stream.read(4) == b"RIFF"


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_or_unknown_is_refused_with_a_sentence(name):
    with pytest.raises(Invalid) as refusal:
        content_of(io.BytesIO(HOSTILE[name]))
    assert len(str(refusal.value.message)) > 15


@pytest.mark.parametrize(
    "data",
    [png_bomb(30_000, 30_000), png_bomb(4_500, 4_500), png_bomb(16_100_000, 1), png_bomb(0, 0), text_bomb()],
    ids=["30000 × 30000", "20 million pixels", "one row", "nothing", "text within"],
)
def test_a_bomb_of_pixels_is_refused(data):
    with pytest.raises(Invalid):
        content_of(io.BytesIO(data))


def test_a_file_may_have_25_megabytes_and_not_one_byte_more():
    assert kind(b"a" * MAX_BYTES).media_type == "text/plain"
    with pytest.raises(Invalid):
        kind(b"a" * (MAX_BYTES + 1))


def test_a_bomb_is_not_unpacked_into_memory():
    """Every entry is within what is allowed; together they are not."""
    part = MOST_UNPACKED // 4
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<x/>")
        for number in range(5):
            entry = zipfile.ZipInfo(f"word/{number}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            with made.open(entry, "w") as file:
                for _piece in range(part // 1_000_000):
                    file.write(b"\0" * 1_000_000)
    with pytest.raises(Invalid):
        kind(out.getvalue())


@pytest.mark.parametrize("sectors", [110, 1000, 14_000, 40_000])
def test_the_directory_of_a_large_old_document_is_found(sectors):
    assert kind(compound("Workbook", sectors=sectors)).media_type == "application/vnd.ms-excel"


@pytest.mark.parametrize(
    "data",
    [
        b"<" * 200_000,
        b"< " * 200_000,
        b"@" * 200_000,
        b"a@" * 200_000,
        b"a." * 200_000,
        b"+5" * 200_000,
        b"1." * 200_000,
        b'"' * 200_001,
        b"a,b\n" * 200_000,
        b"A" * 400_000,
        ("e" + "\u0301" * 100_000).encode(),
    ],
    ids=range(11),
)
def test_odd_texts_are_looked_at_to_their_end(data):
    """A pattern that goes back and forth would go on for very long."""
    with suppress(Invalid):
        assert kind(data).media_type in {"text/plain", "text/csv"}


def hidden_in(data):
    return [word for word in (b"CANARY", b"<script", b"PK\x03\x04", b"Exif", b"XMP") if word in data]


@pytest.mark.parametrize(
    "data",
    [
        with_place(),
        with_note(),
        picture() + office(),
        picture("PNG") + b"<script>alert(1)</script>",
        picture("GIF") + b"/*<script>alert(1)</script>*/",
    ],
    ids=["place", "note", "JPEG and ZIP", "PNG and HTML", "GIF and script"],
)
def test_nothing_but_the_pixels_of_a_picture_is_kept(data):
    assert hidden_in(data)
    content = content_of(io.BytesIO(data))
    content.stream.seek(0)
    assert hidden_in(content.stream.read()) == []


def test_a_picture_is_at_most_2400_pixels_long_and_its_preview_800():
    content = content_of(io.BytesIO(picture(size=(5000, 1000))))
    assert (content.width, content.height) == (2400, 480)
    assert content.preview is not None
    assert content_of(io.BytesIO(picture(size=(700, 500)))).preview is None


@pytest.mark.parametrize(
    "text",
    [
        "nombre,ciudad\nAna,Recife\nJoão,Lima\n",
        "Barrio;DNI\nCentro;30111222\nSur;28999111\n",
        "Bairro\tCPF\nCentro\t1\nSul\t2\n",
        "zona,Correo electrónico\n1,x\n2,y\n",
        "zona|Teléfono\n1|x\n2|y\n",
        "NOMBRE COMPLETO,zona\nx,1\ny,2\n",
        "Data de nascimento,zona\n1,2\n3,4\n",
        "Atas: 529.982.247-25 falou.",
        "RUT 12.345.678-5",
        "CURP: GODE561231GR8 / GODE561231HDFRRN09",
        "CUIT 20-12345678-6",
        "a@x.org, b@x.org, c@x.org",
        "+54 11 5555-0001; +55 (11) 95555-0002; +57 300 555 0003",
    ],
)
def test_data_of_persons_are_noticed(text):
    assert kind(text.encode()).personal


@pytest.mark.parametrize(
    "text",
    [
        CSV.decode(),
        "indicador,nombre del indicador\n1,Agua\n2,Luz\n",
        "Escribir a datos@ciudad.gov.co o a otra@ciudad.gov.co.",
        "529.982.247-26 no es un CPF; 111.111.111-11 tampoco",
        "RUT 12.345.678-9",
        "latitud,longitud\n-34.60,-58.38\n-23.55,-46.63\n",
        "año,presupuesto\n2020,20.123.456\n2021,30.123.456\n",
    ],
)
def test_open_data_are_not_taken_for_data_of_persons(text):
    assert not kind(text.encode()).personal
