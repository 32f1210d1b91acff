"""The programs of a mode as a pipe that stays open: starting them takes most of a second, a sentence milliseconds."""

import os
import select
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from forum.translation.engines.modes import Mode
from forum.translation.engines.protocol import EngineAway
from forum.translation.engines.protocol import EngineFailed
from forum.translation.engines.stream import decode
from forum.translation.engines.stream import encode

#: Seconds for the first answer of programs that were just started, and for each text after that.
START_TIME: Final = 20.0
TIME: Final = 10.0
_CHUNK: Final = 65_536
#: Ends an answer.
_ZERO: Final = b"\0"


class Pipe:
    """One direction: texts in, translations out, one request at a time."""

    def __init__(self, mode: Mode) -> None:
        """Remember the mode; its programs are started when there is something to translate."""
        self.mode = mode
        self._programs: list[subprocess.Popen[bytes]] = []

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
        programs, self._programs = self._programs, []
        for program in programs:
            program.kill()
            for pipe in (program.stdin, program.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
        for program in programs:
            program.wait()

    def _ask(self, texts: Sequence[str], seconds: float) -> list[str]:
        deadline = time.monotonic() + seconds + (0 if self._is_running() else START_TIME)
        if not self._is_running():
            self.stop()
            self._start()
        asked = "".join(encode(text) + "\0" for text in texts).encode("utf-8")
        try:
            raw = self._exchange(asked, len(texts), deadline)
        except BaseException:
            # An answer that nobody took would be the next text's.
            self.stop()
            raise
        answers = [decode(answer.decode("utf-8", "replace")) for answer in raw]
        if None in answers:
            self.stop()
            raise EngineFailed
        return [answer for answer in answers if answer is not None]

    def _is_running(self) -> bool:
        return bool(self._programs) and all(program.poll() is None for program in self._programs)

    def _start(self) -> None:
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        before = None
        try:
            for stage in self.mode.stages:
                program = subprocess.Popen(  # noqa: S603 - the programs of an installed mode
                    stage,
                    stdin=subprocess.PIPE if before is None else before,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=environment,
                    bufsize=0,
                )
                self._programs.append(program)
                if before is not None:
                    # Only the next program holds it now: so each learns of the end of the one before.
                    before.close()
                before = program.stdout
        except OSError as error:
            self.stop()
            raise EngineAway from error

    def _exchange(self, asked: bytes, count: int, deadline: float) -> list[bytes]:
        """Write and read at once: a pipe that is full on one side would stop both."""
        into, out = self._programs[0].stdin, self._programs[-1].stdout
        assert into is not None
        assert out is not None
        os.set_blocking(into.fileno(), False)
        poll = select.poll()
        poll.register(out.fileno(), select.POLLIN)
        poll.register(into.fileno(), select.POLLOUT)
        left, got, answers = memoryview(asked), b"", 0
        while answers < count:
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
        if len(parts) != count + 1 or parts[-1].strip(b"\n"):
            raise EngineFailed
        return parts[:-1]


class _Died(Exception):
    """A program of the pipe is gone."""
