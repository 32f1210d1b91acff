"""Static files: at start each gets a name with its hash and pre-compressed copies, served for ever."""

import gzip
import hashlib
import re
import secrets
from functools import partial
from pathlib import Path
from typing import Final

import brotli
from flask import Flask
from whitenoise import WhiteNoise

from config import ROOT

SOURCE: Final = ROOT / "static" / "dist"
_COMPRESSED: Final = frozenset({".css", ".js", ".svg", ".json", ".txt", ".webmanifest"})
_URL: Final = re.compile(r"url\(([\"']?)([^\"')]+)\1\)")


def init_app(app: Flask) -> None:
    """Make the hashed copies, serve them under /static/, and offer `asset(path)` to templates."""
    names = _names()
    app.config["ASSETS"] = names
    app.jinja_env.globals["asset"] = lambda path: f"/static/{names[path]}"
    if app.testing:
        folder = SOURCE
        app.jinja_env.globals["asset"] = lambda path: f"/static/{path}"
    else:
        folder = Path(app.config["DATA_DIR"]) / "static"
        _write(folder, names)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(folder),
        prefix="static/",
        allow_all_origins=False,
        max_age=0 if app.testing else 31_536_000,
        immutable_file_test=lambda _path, _url: not app.testing,
        add_headers_function=_add_headers,
    )


def _add_headers(headers: dict[str, str], _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def _files() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*") if path.is_file() and path.name != "manifest.json")


def _names() -> dict[str, str]:
    """Return path → hashed path. The hash of a style sheet covers what it points to."""
    everything = hashlib.sha256(b"".join(path.read_bytes() for path in _files())).hexdigest()
    names: dict[str, str] = {}
    for path in _files():
        relative = path.relative_to(SOURCE)
        digest = everything if path.suffix == ".css" else hashlib.sha256(path.read_bytes()).hexdigest()
        names[relative.as_posix()] = relative.with_name(f"{path.stem}.{digest[:10]}{path.suffix}").as_posix()
    return names


def _write(folder: Path, names: dict[str, str]) -> None:
    """Write what is missing, each file in one step: several processes start at once over one folder.

    Files of earlier versions stay: a page that was made before an upgrade still finds its styles.
    """
    for name, hashed in names.items():
        target = folder / hashed
        packed = target.suffix in _COMPRESSED
        wanted = [target, *(target.with_name(target.name + end) for end in (".br", ".gz") if packed)]
        if all(path.exists() for path in wanted):
            continue
        data = (SOURCE / name).read_bytes()
        if target.suffix == ".css":
            data = _URL.sub(partial(_hashed_url, sheet=name, names=names), data.decode()).encode()
        target.parent.mkdir(parents=True, exist_ok=True)
        if packed:
            _put(wanted[1], brotli.compress(data, quality=11))
            _put(wanted[2], gzip.compress(data, 9, mtime=0))
        _put(target, data)


def _put(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    beside.write_bytes(data)
    beside.replace(target)


def _hashed_url(match: re.Match[str], sheet: str, names: dict[str, str]) -> str:
    target = match.group(2)
    if target.startswith(("data:", "#", "http:", "https:")):
        return match.group(0)
    path, mark, fragment = target.partition("#")
    full = (Path(sheet).parent / path).as_posix()
    return f"url({names.get(full, full)}{mark}{fragment})" if "/" not in sheet else match.group(0)
