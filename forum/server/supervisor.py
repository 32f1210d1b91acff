"""The parent: checks, prepares, starts web server and worker, keeps them alive, ends them together."""

import http.client
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Final
from urllib.parse import urlsplit

from config import ROOT
from config import Config
from config import ConfigError
from config import load_config
from forum.core.folderlock import lock_folder
from forum.demo import PASSWORD
from forum.server.checking import find_problems
from forum.server.child import Child
from forum.translation.engines.choosing import HOW_TO_INSTALL
from forum.translation.engines.choosing import kind_of

#: After this many seconds what has not ended by itself is killed; Ctrl-C ends all within 5.
STOP_SECONDS: Final = 3.5
#: The accounts of the demonstration that are meant to be used.
SIGN_INS: Final = (
    ("es@demo.example", "member, Rionegro (Spanish)"),
    ("pt@demo.example", "member, Recife (Portuguese)"),
    ("lead@demo.example", "lead, Rionegro"),
    ("moderator@demo.example", "moderator of RIL"),
    ("admin@demo.example", "administrator of RIL"),
)
_TICK: Final = 0.1
#: A start that takes longer than this is told as a problem, but goes on.
_SLOW_START: Final = 60.0


def main() -> int:
    """Run the forum until Ctrl-C or SIGTERM; return the exit code."""
    try:
        config = load_config()
    except ConfigError as error:
        return _refuse(error.problems)
    problems = find_problems(config)
    if problems:
        return _refuse(problems)
    lock = lock_folder(config.data_dir)
    if lock is None:
        return _refuse([f"Another forum already runs on the data folder {config.data_dir}."])
    with lock:
        # Measurements of processes that are gone.
        shutil.rmtree(config.data_dir / "metrics", ignore_errors=True)
        return Supervisor(config).run()


class Supervisor:
    """Web server and worker under one parent."""

    def __init__(self, config: Config) -> None:
        """Remember the configuration; nothing is started yet."""
        self.config = config
        self.children = [Child("web server", "forum.server.web"), Child("worker", "forum.server.worker")]
        if kind_of(config.translation) == "apertium":
            # Whatever becomes of it, people read and write.
            self.children.append(Child("translation engine", "forum.server.engine", vital=False))
        self.stopping = False
        self._ready = False
        self._told_slow = False

    def run(self) -> int:
        """Prepare and serve until a signal comes or a child cannot be kept alive."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        prepared = self._prepare()
        if self.stopping:
            return 0
        if prepared is None:
            return 1
        started = time.monotonic()
        code = 0
        try:
            for child in self.children:
                child.start()
            while not self.stopping and code == 0:
                time.sleep(_TICK)
                code = self._keep_alive()
                if not self._ready:
                    self._watch_start(started, demo=bool(prepared.get("demo")))
        finally:
            self._stop()
        return code

    def _on_signal(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _prepare(self) -> dict[str, object] | None:
        """Run the preparing process; None when it refused, which it has explained."""
        process = subprocess.Popen(
            [sys.executable, "-m", "forum.server.preparing"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            start_new_session=True,
        )
        out = _wait(process, lambda: self.stopping)
        if process.returncode != 0:
            return None
        answer: dict[str, object] = json.loads(out.splitlines()[-1])
        return answer

    def _keep_alive(self) -> int:
        """Start again whatever died; return the exit code when that is hopeless."""
        for child in self.children:
            if child.has_fallen:
                _say(f"The {child.title} ended {child.bury()}; starting it again.")
                if child.is_hopeless and not child.vital:
                    _say(
                        f"The {child.title} ends again and again; the next try is in a minute. Its log above says why."
                    )
                    child.rest()
                elif child.is_hopeless:
                    _say(f"The {child.title} ends again and again; the forum stops. Its log above says why.")
                    return 1
            elif child.is_due:
                child.start()
        return 0

    def _watch_start(self, started: float, *, demo: bool) -> None:
        if _is_ready(self.config):
            self._ready = True
            _greet(self.config, demo=demo)
        elif not self._told_slow and time.monotonic() - started > _SLOW_START:
            self._told_slow = True
            _say(f"The forum is not ready yet; {self.config.url}/health/ready says what is missing.")

    def _stop(self) -> None:
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.end(deadline)


def _wait(process: subprocess.Popen[bytes], stopping: Callable[[], bool]) -> bytes:
    """Wait for a process, and end it within seconds when the forum is to stop."""
    asked = 0.0
    while True:
        try:
            return process.communicate(timeout=_TICK)[0]
        except subprocess.TimeoutExpired:
            if not stopping():
                continue
            if not asked:
                asked = time.monotonic()
                process.terminate()
            elif time.monotonic() - asked > STOP_SECONDS:
                process.kill()


def _is_ready(config: Config) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.bind, config.bind)  # noqa: S104 - asked, not bound
    connection = http.client.HTTPConnection(host, config.port, timeout=1)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _greet(config: Config, *, demo: bool) -> None:
    lines = ["", f"  Foro de la Comunidad · Fórum da Comunidade: {config.url}", ""]
    if demo:
        lines.append(f"  Demonstration sign-ins, all with the password «{PASSWORD}»:")
        width = max(len(address) for address, _what in SIGN_INS)
        lines += [f"    {address:<{width}}  {what}" for address, what in SIGN_INS]
        lines.append("")
    lines += [f"  {_translation(config)}", "", "  Ctrl-C stops it.", ""]
    _say("\n".join(lines))


def _translation(config: Config) -> str:
    """Say who translates."""
    kind = kind_of(config.translation)
    if kind == "apertium":
        return "Translation between Spanish and Portuguese: Apertium, on this machine."
    if kind == "service":
        return f"Translation between Spanish and Portuguese: the service at {urlsplit(config.translation).hostname}."
    if config.translation == "none":
        return "Translation between Spanish and Portuguese: by people only."
    return f"Translation between Spanish and Portuguese: by people only, since Apertium is missing ({HOW_TO_INSTALL})."


def _refuse(problems: list[str]) -> int:
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return 2


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
