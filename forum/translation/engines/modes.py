"""How Apertium is installed: its modes, each a line of programs that hand text on to the next."""

import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forum.core.languages import Language

#: Where Debian puts them, and where an installation from source does.
FOLDERS: Final = (Path("/usr/share/apertium/modes"), Path("/usr/local/share/apertium/modes"))
MODES: Final[dict[tuple[Language, Language], str]] = {("es", "pt"): "es-pt_BR", ("pt", "es"): "pt-es"}
#: Words that it does not know come out as they are, without a star before them.
_UNKNOWN_BARE: Final = "-n"
#: Programs that read up to a zero byte, answer, and wait for more.
_ANSWERING: Final = frozenset(
    {"lt-proc", "apertium-tagger", "apertium-pretransfer", "apertium-posttransfer", "lrx-proc"}
)
#: Those of transfer say it otherwise in no way, but want it first.
_TRANSFER: Final = frozenset({"apertium-transfer", "apertium-interchunk", "apertium-postchunk", "apertium-prelatex"})


@dataclass(frozen=True, slots=True)
class Mode:
    """The programs of one direction, first to last, each with its arguments."""

    name: str
    stages: tuple[tuple[str, ...], ...]


def find_mode(source: Language, target: Language, folders: tuple[Path, ...] = FOLDERS) -> Mode | None:
    """Return the mode of a direction, or None when it, or a program that it names, is not installed."""
    name = MODES[source, target]
    for folder in folders:
        file = folder / f"{name}.mode"
        if file.is_file():
            mode = parse_mode(name, file.read_text(encoding="utf-8"))
            return mode if all(shutil.which(stage[0]) for stage in mode.stages) else None
    return None


def parse_mode(name: str, text: str) -> Mode:
    """Read a .mode file: shell words between bars, `$1` and `$2` for what the caller chooses."""
    stages: list[tuple[str, ...]] = [()]
    for word in shlex.split(text.replace("|", " | "), comments=True):
        if word == "|":
            stages.append(())
        else:
            stages[-1] += (word,)
    return Mode(name, tuple(_answering(stage) for stage in stages if stage))


def _answering(stage: tuple[str, ...]) -> tuple[str, ...]:
    """Have a program answer after each zero byte, and leave unknown words bare."""
    program, *given = stage
    arguments = [_UNKNOWN_BARE if word == "$1" else word for word in given if word != "$2"]
    known = Path(program).name in _ANSWERING | _TRANSFER
    return (program, *(["-z"] if known and "-z" not in arguments else []), *arguments)


def is_installed() -> bool:
    """Tell whether both directions are there."""
    return all(find_mode(source, target) is not None for source, target in MODES)
