"""Static files: hashed copies that several processes write at once, and that outlive an upgrade."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from forum.core import assets


def test_processes_that_start_together_all_find_every_file(tmp_path: Path):
    names = assets._names()
    wanted = [tmp_path / hashed for hashed in names.values()]

    def begin(_number: int) -> bool:
        assets._write(tmp_path, names)
        return all(path.exists() for path in wanted)

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(begin, range(12)))


def test_a_file_of_an_earlier_version_stays_and_nothing_half_written_is_left(tmp_path: Path):
    before = tmp_path / "app.0000000000.css"
    before.write_text("body{}", encoding="utf-8")
    assets._write(tmp_path, assets._names())
    assert before.exists()
    assert not [path for path in tmp_path.rglob(".*") if path.is_file()]


def test_the_style_sheet_points_to_hashed_files(tmp_path: Path):
    names = assets._names()
    assets._write(tmp_path, names)
    sheet = (tmp_path / names["app.css"]).read_text(encoding="utf-8")
    for used in ("fonts/asap-latin-400-700.woff2", "img/plaza.svg"):
        assert names[used] in sheet
