"""Reads templates for the guards: their HTML with the expressions cut out, and their expressions."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment
from jinja2 import nodes

from tests.architecture.source import ROOT

FOLDER = ROOT / "templates"
#: Stands where an expression stood.
HOLE = "\ufffc"
LETTER = re.compile(r"[^\W\d_]")
#: Attributes whose value a person sees or hears.
SPOKEN = {"title", "alt", "aria-label", "aria-description", "aria-roledescription", "placeholder", "label", "summary"}
#: Words that are the same in every language: names, and what languages are called in themselves.
SAME = {"RIL", "ES", "PT", "Español", "Português", "Foro de la Comunidad", "Fórum da Comunidade"}
#: The language switch speaks the language that it leads to.
SAME |= {"Usar el foro en", "Usar o fórum em"}
#: An attribute that stands by itself, in a macro that writes attributes.
_ATTRIBUTE = re.compile(r'[a-z\-]+="[^"]*"?')
#: Blocks that hold the name of a class.
_CLASS_BLOCK = re.compile(r"_class$")
WORDS = re.compile(r"\w+")
WORD = re.compile(r"^[A-ZÁÉÍÓÚÂÊÔÃÕÇÑ¿¡][a-záéíóúâêôãõçñ]")
MARKERS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}


def paths() -> list[Path]:
    """Return all templates."""
    return sorted(path for path in FOLDER.rglob("*") if path.is_file())


def strip_code(environment: Environment, text: str) -> str:
    """Return a template's own characters, with a hole for each expression; translated blocks are left out."""
    out: list[str] = []
    inside: str | None = None
    translated = 0
    first: str | None = None
    classes = 0
    for _line, kind, value in environment.lex(text):
        if kind in {"variable_begin", "block_begin", "comment_begin"}:
            inside, first = kind, None
            if kind == "variable_begin" and not translated:
                out.append(HOLE)
        elif kind in {"variable_end", "block_end", "comment_end"}:
            inside = None
        elif inside == "block_begin":
            if first is None and kind == "name":
                first = value
                translated += {"trans": 1, "endtrans": -1}.get(value, 0)
                classes -= classes and value == "endblock"
            elif first == "block" and kind == "name":
                classes += bool(_CLASS_BLOCK.search(value))
        elif kind == "data" and not translated and not classes:
            out.append(value)
    # `<{{ heading }}>`: an element whose name is an expression.
    return "".join(out).replace(f"<{HOLE}", "<x-hole").replace(f"</{HOLE}", "</x-hole")


class Page(HTMLParser):
    """Collects what a template shows, and what the rules of the site forbid."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.forbidden: list[str] = []
        self._data = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        for name, value in named.items():
            if name == "style" or name.startswith("on"):
                self.forbidden.append(f"<{tag} {name}>")
            if name in {"href", "src", "action", "formaction"} and value.strip().lower().startswith("javascript:"):
                self.forbidden.append(f"<{tag} {name}=javascript:>")
            if name in SPOKEN or (tag == "input" and name == "value" and named.get("type") in {"submit", "button"}):
                self._see(value)
        if tag == "style" or (tag == "script" and not named.get("src") and named.get("type") != "application/ld+json"):
            self.forbidden.append(f"<{tag}>")
        if tag in {"script", "style"}:
            self._data = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._data:
            self._data = ""

    def handle_data(self, data: str) -> None:
        if not self._data:
            self._see(data)

    def _see(self, text: str) -> None:
        for part in _ATTRIBUTE.sub(HOLE, text).split(HOLE):
            for line in part.splitlines():
                words = line.strip(" \t·–—:()/|,.«»“”\"'#@&×→←↑↓…")
                if LETTER.search(words) and words not in SAME:
                    self.texts.append(words)


def unmarked_constants(environment: Environment, text: str) -> list[str]:
    """Return sentences in expressions (arguments of macros, defaults) that are not marked."""
    return list(_constants(environment.parse(text)))


def _constants(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const):
        if isinstance(node.value, str) and WORD.match(node.value) and node.value not in SAME:
            yield node.value
        return
    # What is compared is a value of the code (`field.type == "BooleanField"`), not a text.
    children = [] if isinstance(node, nodes.Compare) else list(node.iter_child_nodes())
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in MARKERS:
        sentences = 2 if node.node.name.startswith("n") else 1
        children = [*node.args[sentences:], *node.kwargs]
    for child in children:
        yield from _constants(child)


def asked_rules(environment: Environment, text: str) -> list[str]:
    """Return the names of rules that a template asks by `can("…")`; `?` where it is no constant."""
    found = []
    for call in environment.parse(text).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "can":
            first = call.args[0] if call.args else None
            found.append(first.value if isinstance(first, nodes.Const) else "?")
    return found


def named_views(environment: Environment, text: str) -> Iterator[str]:
    """Yield the views whose address a template asks for by a constant name."""
    for call in environment.parse(text).find_all(nodes.Call):
        is_url_for = isinstance(call.node, nodes.Name) and call.node.name == "url_for"
        if is_url_for and call.args and isinstance(call.args[0], nodes.Const):
            yield call.args[0].value
