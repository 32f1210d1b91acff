"""Every text is rendered or refused, and what does not end is ended."""

import contextlib
import os
import threading
import time
from pathlib import Path

import pytest

from forum.core.errors import Unavailable
from forum.core.markup import MAX_LENGTH
from forum.core.markup import Link
from forum.core.markup import RenderContext
from forum.core.markup import TooComplex
from forum.core.markup import bounded
from forum.core.markup import limits
from forum.core.markup import render_bounded
from forum.core.markup.bounded import stop_children
from forum.core.rendering import counting
from forum.core.rendering.pipeline import render
from tests.core.markup import corpus

#: Shorter than allowed, which takes a fraction of the time; `make bench` takes all of it.
CASES = dict(corpus.short_cases(12_000))


@pytest.fixture(scope="module", autouse=True)
def children():
    yield
    stop_children()


@pytest.mark.parametrize("group", sorted({name.split()[0] for name in CASES}))
def test_the_worst_texts_are_rendered_or_refused(group):
    for name, text in CASES.items():
        if name.split()[0] != group:
            continue
        cut = corpus.widest(text)
        if cut != text:
            with pytest.raises(TooComplex):
                render_bounded(text)
        with contextlib.suppress(TooComplex):
            rendered = render_bounded(cut)
            assert "\x02" not in rendered.html, name
            assert "wzxhzdk" not in rendered.html or "wzxhzdk" in cut, name


@pytest.mark.parametrize("name", [name for name, _text in corpus.honest()])
def test_long_texts_that_people_write_are_rendered(name):
    text = dict(corpus.honest())[name]
    assert len(text) <= MAX_LENGTH
    assert len(render_bounded(text).text) > len(text) / 8


def test_a_table_of_500_rows_is_whole():
    assert render_bounded(corpus.table(500, 5)).html.count("<tr>") == 501


def test_the_longest_text_passes_and_one_character_more_does_not(app):
    assert render_bounded("palabra " * (MAX_LENGTH // 8)).html
    with app.test_request_context(), pytest.raises(TooComplex) as refused:
        render_bounded("palabra " * (MAX_LENGTH // 8) + "x")
    assert "32000" in str(refused.value.message).replace(".", "").replace(",", "")
    assert refused.value.field == "body"


@pytest.mark.parametrize(
    "text",
    [
        "[" * (counting.MAX_BRACKETS + 1),
        "*a " * (counting.MAX_MARKS + 1),
        "- a\n" * (counting.MAX_LIST_ITEMS + 1),
        "".join("  " * n + "- a\n" for n in range(counting.MAX_DEPTH + 1)),
        "> " * (counting.MAX_QUOTE_DEPTH + 1) + "a",
        "# a\n" * (counting.MAX_HEADINGS + 1),
        "a\n\n" * (counting.MAX_BLOCKS + 1),
        "a\n" * (counting.MAX_LINES + 1),
        "```\na\n```\n" * (counting.MAX_FENCES + 1),
        "a " + "x" * (counting.MAX_RUN + 1),
        corpus.table(counting.MAX_TABLE_ROWS + 1, 1),
        "http://a.b " * (counting.MAX_LINKS + 1),
        "\\a" * (counting.MAX_ESCAPES + 1),
        "`a" * (counting.MAX_TICKS + 1),
    ],
)
def test_what_is_too_much_is_refused_before_it_is_parsed(text):
    assert len(text) <= MAX_LENGTH
    with pytest.raises(TooComplex):
        limits.check(text)


def test_counting_takes_no_time_worth_speaking_of():
    slowest = {}
    for name, text in CASES.items():
        start = time.process_time()
        with contextlib.suppress(TooComplex):
            limits.check(text)
        slowest[name] = time.process_time() - start
    name = max(slowest, key=slowest.get)
    assert slowest[name] < 0.5, f"{name}: it is counted in the web process"


class Runaway:
    """A text that would take for ever, whatever is counted: stands for the one that nobody thought of."""

    def __init__(self, monkeypatch, folder):
        (folder / "sitecustomize.py").write_text(
            "import sys\n"
            "import forum.core.rendering.pipeline\n"
            "r = sys.modules['forum.core.rendering.pipeline']\n"
            "real = r.render\n"
            "def render(text, context=None):\n"
            "    while 'runaway' in text: pass\n"
            "    if 'deaf' in text:\n"
            "        import time; time.sleep(60)\n"
            "    if 'stubborn' in text:\n"
            "        import signal\n"
            "        signal.signal(signal.SIGPROF, signal.SIG_IGN)\n"
            "        while True: pass\n"
            "    if 'die' in text:\n"
            "        import os; os._exit(3)\n"
            "    return real(text, context)\n"
            "r.render = render\n",
            encoding="utf-8",
        )
        root = Path(bounded.__file__).resolve().parents[3]
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(root)]))


@pytest.fixture
def runaway(monkeypatch, tmp_path):
    stop_children()
    made = Runaway(monkeypatch, tmp_path)
    yield made
    stop_children()


def test_a_child_that_does_not_end_is_stopped_by_its_cpu_limit(runaway):
    render_bounded("hola")
    lanes = [lane.child.pid for lane in bounded._lanes if lane.child]
    start = time.monotonic()
    with pytest.raises(TooComplex):
        render_bounded("runaway")
    assert time.monotonic() - start < bounded.TIMEOUT + 1
    assert render_bounded("**hola**").html == "<p><strong>hola</strong></p>"
    assert lanes


def test_a_text_that_computes_past_its_limit_is_refused_and_not_the_machine(runaway):
    render_bounded("hola")
    with pytest.raises(TooComplex):
        render_bounded("stubborn")


def test_a_child_that_does_not_listen_is_killed_and_replaced(runaway):
    render_bounded("hola")
    before = {lane.child.pid for lane in bounded._lanes if lane.child}
    with pytest.raises(Unavailable):
        render_bounded("deaf")
    for pid in before:
        if not any(lane.child and lane.child.pid == pid for lane in bounded._lanes):
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)
    assert render_bounded("hola").html == "<p>hola</p>"


def test_a_child_that_dies_on_a_text_refuses_that_text_only(runaway):
    with pytest.raises(TooComplex):
        render_bounded("die")
    assert render_bounded("hola").html == "<p>hola</p>"


def test_a_child_that_was_killed_in_between_is_replaced_unseen():
    render_bounded("hola")
    for lane in bounded._lanes:
        if lane.child:
            lane.child.kill()
            lane.child.wait()
    assert render_bounded("hola").html == "<p>hola</p>"


def test_a_web_server_has_a_child_ready_and_replaces_it_when_it_was_killed(runaway):
    bounded.keep_children_ready()
    pid = _ready_child()

    with pytest.raises(Unavailable):
        render_bounded("deaf")

    assert _ready_child() != pid
    stop_children()
    _wait_until(lambda: not any(thread.name == bounded.STARTER for thread in threading.enumerate()))
    assert not any(lane.child for lane in bounded._lanes)


def test_an_ordinary_text_does_not_wait_for_one_that_takes_all_its_time(runaway):
    render_bounded("hola")
    refused = []

    def take_long():
        with pytest.raises(Unavailable):
            render_bounded("deaf")
        refused.append(time.monotonic())

    slow = threading.Thread(target=take_long)
    slow.start()
    _wait_until(bounded._lanes[0].lock.locked)
    assert render_bounded("hola").html == "<p>hola</p>"
    answered = time.monotonic()
    slow.join()
    assert answered < refused[0]


def _ready_child():
    first = bounded._lanes[0]
    _wait_until(lambda: first.child and not first.lock.locked())
    return first.child.pid


def _wait_until(true):
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_children_end_with_their_parent():
    render_bounded("hola")
    (child,) = [lane.child for lane in bounded._lanes if lane.child][:1]
    child.stdin.close()
    assert child.wait(timeout=5) == 0
    stop_children()


def test_many_at_once_get_each_their_own_text():
    """Renderers that are shared between threads mix up texts: a leak from one post into another."""
    wrong = []

    def work(number):
        context = RenderContext(prefix=f"p{number}", mentions={"ana": Link(f"/u/{number}", f"Ana {number}")})
        for turn in range(15):
            word = f"palabra{number}x{turn}"
            html = render_bounded(f"**{word}** @ana a[^1]\n\n[^1]: {word}", context).html
            if html.count(word) != 2 or f"/u/{number}" not in html or f'id="p{number}-fn' not in html:
                wrong.append(html)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_threads_of_one_process_have_renderers_of_their_own():
    wrong = []

    def work(number):
        for turn in range(20):
            word = f"palabra{number}x{turn}"
            html = render(f"[{word}][r] `{word}`\n\n[r]: https://a.org/{word}\n\n| {word} |\n|--|\n| b |").html
            if html.count(word) != 4:
                wrong.append(html)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
