"""People who sign in, reply, correct themselves and read, and who try again with the same form until they are answered."""

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.drill.browser import Browser
from tests.drill.browser import NoAnswer
from tests.drill.browser import Page
from tests.drill.ledger import Ledger
from tests.drill.people import PASSWORD
from tests.drill.people import Person
from tests.drill.people import Place
from tests.drill.people import Topic

#: A member may write 200 replies in an hour; then another takes the seat.
MOST_REPLIES: Final = 190
#: Between two acts, so that nobody meets the limits on reading.
PAUSE: Final = (0.15, 0.6)
#: After an answer that was none, or a 503.
AGAIN: Final = 0.3
#: Who is not answered for so long gives up, and the verdict knows it.
PATIENCE: Final = 90.0
_EDIT: Final = re.compile(r'href="(/posts/(\d+)/edit)"')


class GaveUp(Exception):
    """Nobody answered for too long."""


class Crowd:
    """All writers, each in a thread of its own, and what they met."""

    def __init__(self, port: int, place: Place, folder: Path, *, writers: int, seed: int) -> None:
        """Seat the first people; nobody writes yet."""
        self.met: Counter[str] = Counter()
        self.odd: list[str] = []
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._waiting = list(place.people)
        self._threads = [
            threading.Thread(target=self._sit, args=(port, place, Ledger(folder / f"{n}.ledger"), seed * 1000 + n))
            for n in range(writers)
        ]

    def start(self) -> None:
        """Let them write."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let them finish what they are doing, and wait for it."""
        self._ending.set()
        for thread in self._threads:
            thread.join()

    def note(self, what: str, odd: str = "") -> None:
        """Count what was met; what should not have been is kept."""
        with self._lock:
            self.met[what] += 1
            if odd and len(self.odd) < 20:
                self.odd.append(odd)

    def _sit(self, port: int, place: Place, ledger: Ledger, seed: int) -> None:
        chance = random.Random(seed)
        while not self._ending.is_set():
            with self._lock:
                if not self._waiting:
                    return
                person = self._waiting.pop(0)
            browser = Browser(port, f"10.9.{seed % 250}.{chance.randrange(1, 250)}")
            try:
                Writer(self, browser, person, place, ledger, chance).write(self._ending)
            except GaveUp as error:
                self.note("gave up", f"{person.handle} gave up: {error}")
            except Exception as error:
                self.note("broke off", f"{person.handle} broke off: {error!r}")
            finally:
                browser.close()


class Writer:
    """One person at one browser."""

    def __init__(
        self, crowd: Crowd, browser: Browser, person: Person, place: Place, ledger: Ledger, chance: random.Random
    ) -> None:
        """Sit down."""
        self._crowd = crowd
        self._browser = browser
        self._person = person
        self._place = place
        self._ledger = ledger
        self._chance = chance
        self._others = [other.handle for other in place.people if other is not person]

    def write(self, ending: threading.Event) -> None:
        """Sign in and write until it is enough."""
        page = self._until(lambda: self._browser.get("/login"), "/login", {200})
        form = {"email": self._person.email, "password": PASSWORD}
        self._until(lambda: self._browser.post("/login", page.form("/login") | form), "signing in", {303})
        for turn in range(MOST_REPLIES):
            if ending.is_set():
                return
            location, word = self._reply(turn)
            if location and self._chance.random() < 0.25:
                self._correct(location, word)
            if self._chance.random() < 0.15:
                self._take_as_read()
            time.sleep(self._chance.uniform(*PAUSE))

    def _reply(self, turn: int) -> tuple[str, str]:
        topic: Topic = self._chance.choice(self._place.topics)
        # Handles have dots; the word is the first of the text and is nowhere else.
        word = f"palabra{self._person.handle.replace('.', '').replace('-', '')}x{turn}x"
        named = self._chance.sample(self._others, self._chance.choice((0, 0, 1, 2)))
        body = f"{word} es de la prueba. " + " ".join(f"@{handle}" for handle in named)
        action = f"/topics/{topic.id}/posts"
        page = self._until(lambda: self._browser.get(topic.path), topic.path, {200})
        form = page.form(action) | {"body": body, "language": "es"}
        self._ledger.write("trying", word, topic=topic.id, who=self._person.email, named=named, body=body)
        answer = self._until(lambda: self._browser.post(action, form), f"a reply ({word})", {303})
        self._ledger.write("kept", word, location=answer.location)
        self._crowd.note("replies")
        return answer.location, word

    def _correct(self, location: str, word: str) -> None:
        page = self._until(lambda: self._browser.get(location), location, {200})
        own = [(int(number), path) for path, number in _EDIT.findall(page.text)]
        if not own:
            self._crowd.note("nothing to correct")
            return
        number, path = max(own)
        named = self._chance.sample(self._others, 1)
        body = f"{word} quedó corregido. @{named[0]}"
        action = f"/posts/{number}/text"
        editor = self._until(lambda: self._browser.get(path), path, {200})
        if word not in editor.text:
            self._crowd.note("nothing to correct")
            return
        form = editor.form(action) | {"body": body, "language": "es"}
        self._ledger.write("correcting", word, named=named, body=body)
        self._until(lambda: self._browser.post(action, form), f"a correction ({word})", {303})
        self._ledger.write("corrected", word, named=named, body=body)
        self._crowd.note("corrections")

    def _take_as_read(self) -> None:
        page = self._until(lambda: self._browser.get("/notices"), "/notices", {200})
        form = page.form()
        self._until(lambda: self._browser.post("/notices/reading", form), "notices", {303})
        self._crowd.note("readings")

    def _until(self, send: Callable[[], Page], what: str, wanted: set[int]) -> Page:
        """Send until the answer is one that was wanted; the same form each time."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                answer = send()
            except NoAnswer:
                self._crowd.note("no answer")
                time.sleep(AGAIN)
                continue
            if answer.status in wanted:
                return answer
            if answer.status == 503:
                clear = answer.is_clear_refusal
                self._crowd.note("503", "" if clear else f"a 503 that is not clear at {what}: {answer.text[:200]!r}")
            elif answer.status == 429:
                self._crowd.note("429")
                time.sleep(2)
            else:
                self._crowd.note(str(answer.status), f"{answer.status} at {what}: {answer.location}{_gist(answer)}")
            time.sleep(AGAIN)
        raise GaveUp(what)


def _gist(answer: Page) -> str:
    found = re.search(r"<main.*?</main>", answer.text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0] if found else answer.text).split())[:200]
