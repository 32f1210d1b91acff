"""Texts as Apertium's programs read them: special characters escaped, what must survive in brackets."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.engines.protocol import FIRST_MARK
from forum.translation.engines.protocol import mark

_SPECIAL: Final = re.compile(r"[\[\]\\/@<>^${}*]")
_MARKS: Final = re.compile(f"{ANY_MARK}+")
#: Ends a passage, so that what follows is a sentence of its own for the tagger.
_STOP: Final = "."
_END: Final = "[][\n]"
_BLANK: Final = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


def encode(text: str) -> str:
    """Return a passage as the first program wants it; neighbouring marks become one bracket."""
    out: list[str] = []
    end = 0
    for found in _MARKS.finditer(text):
        out += [_SPECIAL.sub(r"\\\g<0>", text[end : found.start()]), f"[{_numbers(found[0])}]"]
        end = found.end()
    out.append(_SPECIAL.sub(r"\\\g<0>", text[end:]))
    return "".join(out) + _STOP + _END


def decode(answer: str) -> str | None:
    """Return the passage of an answer, or None when it is none."""
    if not answer.endswith(_END):
        return None
    # A stop is gone when the last word made an abbreviation with it: "may" is May then.
    answer = answer.removesuffix(_END).removesuffix(_STOP)
    out: list[str] = []
    end = 0
    for found in _BLANK.finditer(answer):
        if not re.fullmatch(r"m\d+(?:,\d+)*", found[1]):
            return None
        out += [answer[end : found.start()], "".join(mark(int(number)) for number in found[1][1:].split(","))]
        end = found.end()
    out.append(answer[end:])
    return _ESCAPED.sub(r"\1", "".join(out))


def _numbers(marks: str) -> str:
    return "m" + ",".join(str(ord(character) - FIRST_MARK) for character in marks)
