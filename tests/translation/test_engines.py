"""Engines: how the local one is found and asked, and what becomes of those that hang, die or talk nonsense."""

import os
import stat
import threading
import time

import pytest

from forum.translation import careful
from forum.translation.engines import serving
from forum.translation.engines.apertium import SOCKET
from forum.translation.engines.apertium import Apertium
from forum.translation.engines.modes import Mode
from forum.translation.engines.modes import parse_mode
from forum.translation.engines.nobody import Nobody
from forum.translation.engines.pipes import Pipe
from forum.translation.engines.protocol import EngineAway
from forum.translation.engines.protocol import EngineFailed
from forum.translation.engines.protocol import mark
from forum.translation.engines.stream import decode
from forum.translation.engines.stream import encode


def program(folder, body):
    """Write a program that reads texts up to a zero byte, and does something with each."""
    path = folder / f"program{len(list(folder.iterdir()))}"
    path.write_text(f"#!/usr/bin/env python3\nimport os, sys, time\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return Mode("test", ((str(path),),))


EACH = """
left = b""
while True:
    part = os.read(0, 65536)
    if not part:
        break
    left += part
    while b"\\0" in left:
        text, left = left.split(b"\\0", 1)
        {answer}
"""


def test_a_mode_is_read_as_the_shell_would():
    mode = parse_mode(
        "x", "lt-proc '/a b/morf.bin' | apertium-tagger -g $2 '/p.prob' | cg-proc x | lt-proc $1 '/gen.bin'\n"
    )
    assert mode.stages == (
        ("lt-proc", "-z", "/a b/morf.bin"),
        ("apertium-tagger", "-z", "-g", "/p.prob"),
        ("cg-proc", "x"),
        ("lt-proc", "-z", "-n", "/gen.bin"),
    )


@pytest.mark.parametrize(
    "text",
    ["hola", "a [b] {c} \\d/ @e <f> ^g$ h*", f"uno {mark(0)}{mark(1)} dos{mark(2)}.", "ñandú «x» 👍", ""],
)
def test_what_goes_to_the_programs_comes_back_as_it_was(text):
    assert decode(encode(text)) == text


def test_an_answer_that_was_cut_off_is_none():
    assert decode(encode("hola")[:-2]) is None


def test_a_program_that_hangs_is_ended_and_the_next_text_gets_a_new_one(tmp_path):
    body = EACH.format(answer='time.sleep(60) if b"wait" in text else os.write(1, text + b"\\0")')
    pipe = Pipe(program(tmp_path, body))
    assert pipe.translate(["uno"]) == ["uno"]
    began = time.monotonic()
    with pytest.raises(EngineAway):
        pipe.translate(["wait"], seconds=0.3)
    assert time.monotonic() - began < 5
    assert pipe.translate(["dos"]) == ["dos"]
    pipe.stop()


def test_a_program_that_dies_of_a_text_is_tried_once_more_and_the_next_text_is_translated(tmp_path):
    body = EACH.format(answer='os._exit(1) if b"die" in text else os.write(1, text + b"\\0")')
    pipe = Pipe(program(tmp_path, body))
    with pytest.raises(EngineFailed):
        pipe.translate(["die"])
    assert pipe.translate(["uno", "dos"]) == ["uno", "dos"]
    pipe.stop()


def test_a_program_that_was_killed_meanwhile_is_started_again(tmp_path):
    pipe = Pipe(program(tmp_path, EACH.format(answer='os.write(1, text + b"\\0")')))
    assert pipe.translate(["uno"]) == ["uno"]
    for one in pipe.programs:
        os.kill(one.pid, 9)
        one.wait()
    assert pipe.translate(["dos"]) == ["dos"]
    pipe.stop()


@pytest.mark.parametrize("answer", ['os.write(1, b"garbage\\0")', 'os.write(1, text[:3] + b"\\0")'])
def test_an_answer_that_is_none_is_a_failure(tmp_path, answer):
    pipe = Pipe(program(tmp_path, EACH.format(answer=answer)))
    with pytest.raises(EngineFailed):
        pipe.translate(["hola a todos"])
    pipe.stop()


def test_where_there_is_no_program_the_engine_is_away(tmp_path):
    with pytest.raises(EngineAway):
        Pipe(Mode("test", ((str(tmp_path / "nothing"),),))).translate(["hola"])


def test_a_large_text_passes_though_the_pipes_are_small(tmp_path):
    pipe = Pipe(program(tmp_path, EACH.format(answer='os.write(1, text + b"\\0")')))
    texts = ["palabra " * 5_000] * 5
    assert pipe.translate(texts) == texts
    pipe.stop()


class _Deaf:
    """Says what it was told to say, whatever it is asked."""

    name = "deaf"

    def __init__(self, answers):
        self.answers = answers

    def translate(self, texts, source, target):
        return self.answers(list(texts))

    def is_there(self):
        return True


def test_what_an_engine_lost_is_asked_for_in_pieces():
    engine = _Deaf(lambda texts: [text.replace(mark(0), "").upper() for text in texts])
    assert careful.translate(engine, [f"ver {mark(0)} ya"], "es", "pt") == [f"VER {mark(0)} YA"]


@pytest.mark.parametrize(
    "answers",
    [
        lambda texts: [],
        lambda texts: [""] * len(texts),
        lambda texts: ["x" * 1_000] * len(texts),
        lambda texts: ["a\ufffd"],
    ],
)
def test_an_engine_that_answers_garbage_or_half_has_failed(answers):
    with pytest.raises(EngineFailed):
        careful.translate(_Deaf(answers), ["hola a todos"], "es", "pt")


def test_without_an_engine_nothing_is_translated():
    assert not Nobody().is_there()
    with pytest.raises(EngineAway):
        Nobody().translate(["hola"], "es", "pt")


# The local engine over its socket


def test_the_local_engine_translates_both_ways(engine_folder):
    engine = Apertium(engine_folder)
    assert engine.is_there()
    assert engine.translate(["la ciudad publicó los datos"], "es", "pt") == ["a cidade publicou os dados"]
    assert engine.translate(["a cidade publicou os dados"], "pt", "es") == ["la ciudad publicó los datos"]


def test_what_was_translated_before_changes_nothing(engine_folder):
    """The tagger learns of words whose readings it had not met together; each text gets one that has learned nothing."""
    engine = Apertium(engine_folder)
    alone = engine.translate(["A prefeitura publicou a lista."], "pt", "es")
    assert engine.translate(["Nós.", "A prefeitura publicou a lista."], "pt", "es")[1:] == alone
    assert engine.translate(["A prefeitura publicou a lista."], "pt", "es") == alone
    assert engine.translate(["Quédense.", "No pasa nada."], "es", "pt")[1] == "Não passa nada."


def test_a_passage_that_ends_in_an_abbreviation_is_translated(engine_folder):
    """With the stop that ends it "may" is one word of the dictionary; once nothing of such a text was translated."""
    assert Apertium(engine_folder).translate(["may", "plazo"], "es", "pt") == ["maio", "prazo"]


def test_where_nobody_listens_the_local_engine_is_away(tmp_path):
    assert not Apertium(tmp_path).is_there()
    with pytest.raises(EngineAway):
        Apertium(tmp_path).translate(["hola"], "es", "pt")


def test_a_deep_folder_is_no_obstacle(engine_folder, tmp_path):
    deep = tmp_path / ("d" * 100) / ("e" * 100)
    deep.mkdir(parents=True)
    service = serving.Service()
    threading.Thread(target=serving.serve, args=(deep / SOCKET, service), daemon=True).start()
    until = time.monotonic() + 5
    while not Apertium(deep).is_there() and time.monotonic() < until:
        time.sleep(0.05)
    assert Apertium(deep).translate(["hola"], "es", "pt") == ["olá"]
    service.stop()


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"source": "es", "target": "en", "texts": ["x"]},
        {"source": "es", "target": "pt"},
        {"source": [], "target": "pt"},
    ],
)
def test_the_service_says_what_it_does_not_understand(engine_folder, request_):
    assert serving.Service().answer(request_) == {"error": "unknown"}


def test_beyond_its_places_the_service_says_that_it_is_full(engine_folder):
    service = serving.Service()
    for _ in range(serving.MOST):
        service._places.acquire()
    assert service.answer({"source": "es", "target": "pt", "texts": ["hola"]}) == {"error": "full"}
