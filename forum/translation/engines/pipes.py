"""The programs of a mode as pipes that stay open: starting them takes most of a second, a sentence milliseconds."""

import os
import select
import subprocess
import time
from collections.abc import Callable
from collections.abc import Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Final

from forum.translation.engines.modes import Mode
from forum.translation.engines.protocol import EngineAway
from forum.translation.engines.protocol import EngineFailed
from forum.translation.engines.readings import sifted
from forum.translation.engines.stream import decode
from forum.translation.engines.stream import encode

#: Seconds for the first answer of programs that were just started, and for each text after that.
START_TIME: Final = 20.0
TIME: Final = 10.0
_CHUNK: Final = 65_536
#: Ends an answer.
_ZERO: Final = b"\0"
#: Programs that must not remember. Words whose readings it had not met together (`nós`, `tamaño`) make the tagger change its
#: table, and from then on it takes `a prefeitura` for *to*: 16 of 76 sentences came out otherwise after one such word.
_FORGETTING: Final = frozenset({"apertium-tagger"})
#: Modes whose taggers get only the readings that their neighbours allow.
_SIFTED: Final = frozenset({"es-pt_BR"})


class Pipe:
    """One direction: texts in, translations out, one request at a time."""

    def __init__(self, mode: Mode, *, is_plain: bool = False) -> None:
        """Remember the mode; its programs are started when there is something to translate.

        Plain: what the programs say to each other is theirs alone, as measurements compare it.
        """
        self.mode = mode
        self._parts = _parts_of(mode, is_sifted=mode.name in _SIFTED and not is_plain)

    @property
    def programs(self) -> list[subprocess.Popen[bytes]]:
        """Return the programs that stay open."""
        return [program for part in self._parts for program in part.programs]

    def translate(self, texts: Sequence[str], seconds: float = TIME) -> list[str]:
        """Return the translations.

        Programs that died are started again once. Raises EngineAway when they do not answer in time, EngineFailed when
        they die of these texts, or answer with something else.
        """
        try:
            answers = self._ask(texts, seconds)
        except _Died:
            try:
                answers = self._ask(texts, seconds)
            except _Died:
                raise EngineFailed from None
        return answers

    def stop(self) -> None:
        """End the programs, and wait, so that no zombie stays."""
        for part in self._parts:
            part.stop()

    def _ask(self, texts: Sequence[str], seconds: float) -> list[str]:
        is_running = all(part.is_running() for part in self._parts)
        deadline = time.monotonic() + seconds + (0 if is_running else START_TIME)
        if not is_running:
            self.stop()
        asked = [encode(text).encode("utf-8") for text in texts]
        try:
            for part in self._parts:
                asked = part.exchange(asked, deadline)
        except BaseException:
            # An answer that nobody took would be the next text's.
            self.stop()
            raise
        answers = [decode(answer.decode("utf-8", "replace")) for answer in asked]
        if None in answers:
            self.stop()
            raise EngineFailed
        return [answer for answer in answers if answer is not None]


class _Lasting:
    """Programs that stay open, each handing on to the next."""

    def __init__(self, stages: Sequence[tuple[str, ...]]) -> None:
        self._stages = stages
        self.programs: list[subprocess.Popen[bytes]] = []

    def is_running(self) -> bool:
        return bool(self.programs) and all(program.poll() is None for program in self.programs)

    def exchange(self, asked: Sequence[bytes], deadline: float) -> list[bytes]:
        """Write and read at once: a pipe that is full on one side would stop both."""
        if not self.programs:
            self._start()
        into, out = self.programs[0].stdin, self.programs[-1].stdout
        assert into is not None
        assert out is not None
        os.set_blocking(into.fileno(), False)
        poll = select.poll()
        poll.register(out.fileno(), select.POLLIN)
        poll.register(into.fileno(), select.POLLOUT)
        left, got, answers = memoryview(b"".join(text + _ZERO for text in asked)), b"", 0
        while answers < len(asked):
            ready = poll.poll(max(0.0, deadline - time.monotonic()) * 1000)
            if not ready:
                raise EngineAway
            for descriptor, _event in ready:
                if descriptor == out.fileno():
                    part = os.read(descriptor, _CHUNK)
                    if not part:
                        raise _Died
                    got += part
                    answers += part.count(_ZERO)
                    continue
                try:
                    left = left[os.write(descriptor, left[:_CHUNK]) :]
                except BlockingIOError:
                    continue
                except OSError as error:
                    raise _Died from error
                if not left:
                    poll.unregister(descriptor)
        parts = got.split(_ZERO)
        if len(parts) != len(asked) + 1 or parts[-1].strip(b"\n"):
            raise EngineFailed
        return parts[:-1]

    def stop(self) -> None:
        programs, self.programs = self.programs, []
        for program in programs:
            program.kill()
            for pipe in (program.stdin, program.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
        for program in programs:
            program.wait()

    def _start(self) -> None:
        before = None
        try:
            for stage in self._stages:
                program = subprocess.Popen(  # noqa: S603 - the programs of an installed mode
                    stage,
                    stdin=subprocess.PIPE if before is None else before,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=_environment(),
                    bufsize=0,
                )
                self.programs.append(program)
                if before is not None:
                    # Only the next program holds it now: so each learns of the end of the one before.
                    before.close()
                before = program.stdout
        except OSError as error:
            self.stop()
            raise EngineAway from error


class _Fresh:
    """A program that is started for each text: it would remember the last one, and take this for something else."""

    programs: Final[list[subprocess.Popen[bytes]]] = []

    def __init__(self, stage: tuple[str, ...], made_of: Callable[[str], str] | None = None) -> None:
        """Take a program, and what is made of each text before it gets it."""
        self._made_of = made_of
        # It answers at the end of its input, not at a zero byte.
        self._stage = [word for word in stage if word != "-z"]

    def is_running(self) -> bool:
        return True

    def exchange(self, asked: Sequence[bytes], deadline: float) -> list[bytes]:
        return [self._answer(text, deadline) for text in asked]

    def stop(self) -> None:
        """Nothing of it is open."""

    def _answer(self, text: bytes, deadline: float) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603 - a program of an installed mode
                self._stage,
                input=self._made_of(text.decode("utf-8", "replace")).encode("utf-8") if self._made_of else text,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                timeout=max(0.0, deadline - time.monotonic()),
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineAway from error
        if done.returncode != 0 or _ZERO in done.stdout:
            raise _Died
        return done.stdout


def _parts_of(mode: Mode, *, is_sifted: bool) -> list[_Lasting | _Fresh]:
    parts: list[_Lasting | _Fresh] = []
    for is_fresh, group in groupby(mode.stages, key=lambda stage: Path(stage[0]).name in _FORGETTING):
        stages = tuple(group)
        made_of = sifted if is_sifted else None
        parts += [_Fresh(stage, made_of) for stage in stages] if is_fresh else [_Lasting(stages)]
    return parts


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8"}


class _Died(Exception):
    """A program of the pipe is gone."""
