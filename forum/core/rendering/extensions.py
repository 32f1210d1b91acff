"""What the forum adds to Markdown: mentions, autolinks, emoji codes, files, quotes with their source."""

import re
from typing import Any
from typing import Final
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from forum.core.languages import to_html
from forum.core.rendering.emoji import EMOJI
from forum.core.rendering.links import REL
from forum.core.rendering.links import is_foreign
from forum.core.rendering.links import normalise
from forum.core.rendering.lists import level_lists
from forum.core.rendering.scan import DEEPEST
from forum.core.rendering.scan import MENTION
from forum.core.rendering.scan import QUOTE
from forum.core.rendering.scan import QUOTE_END
from forum.core.rendering.scan import UPLOAD
from forum.core.rendering.types import File
from forum.core.rendering.types import RenderContext
from forum.core.text import fold

#: Where a quote begins and ends, between passing the lines and building the tree. Nobody can write it:
#: control characters are taken out of texts before.
_MARK: Final = re.compile("^\x01(?:(\\d+)|end)\x01$")
_AUTOLINK: Final = r"(?<![\w/\"'=])((?:https?://|www\.)[^\s<>\[\]\"'`\\]{1,1800})"
_EMOJI: Final = r"(?<![\w:]):([a-z0-9_+\-]{1,30}):(?!\w)"
#: Stands for the words of a quoted post that may not be read here.
_GONE: Final = {"es": "El mensaje citado no está disponible.", "pt": "A mensagem citada não está disponível."}
#: Stands for a file that this text may not use and that it does not name.
_NO_FILE: Final = {"es": "archivo no disponible", "pt": "arquivo indisponível"}
#: Before the name of a picture that nobody described: a link must be called something.
_PICTURE: Final = {"es": "Imagen: %s", "pt": "Imagem: %s"}
_BACK: Final = {"es": "Volver al texto", "pt": "Voltar ao texto"}
_ALIGN: Final = re.compile(r"text-align:\s*(left|right|center)")


class Quotes(Preprocessor):
    """Turns `[quote="…"] … [/quote]` into block quotes whose first paragraph stands for the source."""

    def run(self, lines: list[str]) -> list[str]:
        """Prefix the lines within quotes; an unclosed quote ends with the text."""
        depth = 0
        found: list[tuple[int, int]] = []
        out: list[str] = []
        for text in lines:
            opened = QUOTE.match(text)
            if opened and depth < DEEPEST:
                out.append("> " * depth if depth else "")
                depth += 1
                out += ["> " * depth + f"\x01{len(found)}\x01", ("> " * depth).rstrip()]
                found.append((int(opened["topic"]), int(opened["post"])))
            elif depth and QUOTE_END.match(text):
                out += [("> " * depth).rstrip(), "> " * depth + "\x01end\x01"]
                depth -= 1
                out.append(("> " * depth).rstrip())
            else:
                out.append("> " * depth + text if depth else text)
        self.md.forum_quotes = found  # type: ignore[attr-defined]
        return out


class Lists(Preprocessor):
    """Levels lists, however they are indented."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with two spaces per level."""
        return level_lists(lines)


class Mentions(InlineProcessor):
    """Links @member and @city when the caller resolved them."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, Any, Any]:  # type: ignore[override]  # noqa: N802, ARG002
        """Return the link, or leave the text alone."""
        link = context_of(self.md).mentions.get(fold(m.group(1)))
        if link is None:
            return None, None, None
        element = Element("a", {"class": "mention", "href": link.url})
        element.text = AtomicString("@" + link.label)
        return element, m.start(0), m.end(0)


class Autolinks(InlineProcessor):
    """Links bare addresses; punctuation at the end belongs to the sentence."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, Any, Any]:  # type: ignore[override]  # noqa: N802, ARG002
        """Return the link, or leave the text alone."""
        address = m.group(1).rstrip(".,;:!?*_~'»”…")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,;:!?")
        target = normalise(address if "://" in address[:8] else f"https://{address}")
        if target is None:
            return None, None, None
        element = Element("a", {"href": target})
        element.text = AtomicString(address)
        return element, m.start(1), m.start(1) + len(address)


class Emoji(InlineProcessor):
    """Turns emoji codes into characters."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, Any, Any]:  # type: ignore[override]  # noqa: N802, ARG002
        """Return the character, or leave the text alone."""
        found = EMOJI.get(m.group(1))
        if found is None:
            return None, None, None
        return AtomicString(found), m.start(0), m.end(0)


class Finish(Treeprocessor):
    """Checks every link, turns images into links, shifts headings, sets classes instead of styles."""

    def run(self, root: Element) -> None:
        """Walk the tree once."""
        context = context_of(self.md)
        self._divide_all(root, context)
        linked = {image for link in root.iter("a") for image in link.iter("img")}
        for element in list(root.iter()):
            if element.tag == "a":
                self._link(element, context)
            elif element.tag == "img":
                self._image(element, context, linked=element in linked)
            elif element.tag in {"h1", "h2", "h3", "h4"}:
                element.tag = f"h{int(element.tag[1]) + 2}"
            elif element.tag == "h5":
                element.tag = "h6"
            elif element.tag in {"td", "th"}:
                align = _ALIGN.search(element.attrib.pop("style", ""))
                if align:
                    element.set("class", f"align-{align.group(1)}")
            if element.get("id", "").startswith("fn"):
                element.set("id", f"{context.prefix}-{element.get('id')}")

    def _link(self, element: Element, context: RenderContext) -> None:
        upload = UPLOAD.fullmatch(element.get("href", ""))
        if upload is not None:
            self._file(element, context.uploads.get(upload.group(1)), context)
            return
        target = normalise(element.get("href", ""))
        if target is None:
            element.tag = "span"
            element.attrib.clear()
            return
        element.set("href", target)
        if element.get("class") in {"footnote-ref", "footnote-backref"}:
            # Several posts stand on one page: each has footnotes of its own.
            element.set("href", f"#{context.prefix}-{target[1:]}")
            if "title" in element.attrib:
                element.set("title", _BACK.get(context.language, _BACK["es"]))
        elif is_foreign(target, context.own_host):
            element.set("rel", REL)

    def _file(self, element: Element, file: File | None, context: RenderContext) -> None:
        """Link a file, with its type and size; one that this text may not use leaves its words."""
        element.attrib.clear()
        if file is None:
            element.tag = "span"
            if not "".join(element.itertext()).strip():
                element.text = AtomicString(_NO_FILE.get(context.language, _NO_FILE["es"]))
            return
        element.attrib.update({"class": "file", "href": file.url, "rel": REL})
        if not "".join(element.itertext()).strip():
            element.text = AtomicString(file.name)
        # The space keeps name and size apart where there are no styles (feeds, mail).
        if len(element):
            element[-1].tail = (element[-1].tail or "") + " "
        else:
            element.text = AtomicString(f"{element.text} ")
        SubElement(element, "span", {"class": "file-about"}).text = AtomicString(file.about)

    def _image(self, element: Element, context: RenderContext, *, linked: bool) -> None:
        """Show a picture that was uploaded; those of other sites (which would learn who reads) become links."""
        address, words, tail = element.get("src", ""), element.get("alt", ""), element.tail
        upload = UPLOAD.fullmatch(address)
        file = context.uploads.get(upload.group(1)) if upload is not None else None
        element.clear()
        element.tail = tail
        if file is not None and file.is_picture:
            self._picture(element, file, words, context, linked=linked)
            return
        element.tag = "a"
        element.set("href", address)
        element.text = AtomicString(words or (address if upload is None else ""))
        self._link(element, context)

    def _picture(self, element: Element, file: File, words: str, context: RenderContext, *, linked: bool) -> None:
        """Make the small copy, which leads to the whole picture unless the text has it lead elsewhere."""
        image = element
        if not linked:
            element.tag = "a"
            element.attrib.update({"class": "shot", "href": file.url})
            image = SubElement(element, "img")
        else:
            image.tag = "img"
        unnamed = _PICTURE.get(context.language, _PICTURE["es"]) % file.name
        image.attrib.update(
            {
                "src": file.preview_url,
                # With both, the page keeps its place for it and does not move when it comes.
                "width": str(file.width),
                "height": str(file.height),
                "alt": words.strip() or file.alt or unnamed,
                "loading": "lazy",
                "decoding": "async",
            }
        )

    def _divide_all(self, parent: Element, context: RenderContext) -> None:
        for child in list(parent):
            self._divide_all(child, context)
            if child.tag == "blockquote":
                self._divide(parent, child, context)

    def _divide(self, parent: Element, block: Element, context: RenderContext) -> None:
        """Divide a block where quotes begin and end: the parser makes one of all that follow each other."""
        marks = {
            child: mark for child in block if child.tag == "p" and (mark := _MARK.match((child.text or "").strip()))
        }
        if not marks:
            return
        place = list(parent).index(block)
        parent.remove(block)
        part = Element("blockquote")
        parts = [part]
        for child in block:
            mark = marks.get(child)
            if mark is None:
                part.append(child)
                continue
            part = Element("blockquote")
            parts.append(part)
            if mark.group(1) is not None:
                part.set("class", "quote")
                part.set("quoted", mark.group(1))
        for made in reversed(parts):
            number = made.attrib.pop("quoted", None)
            if number is not None:
                self._name_source(made, int(number), context)
            if len(made):
                made.tail = "\n"
                parent.insert(place, made)

    def _name_source(self, block: Element, number: int, context: RenderContext) -> None:
        """Say whom a quote is from, as far as the caller knows; leave out words that may not be read here."""
        quotes: list[tuple[int, int]] = self.md.forum_quotes  # type: ignore[attr-defined]
        quoted = quotes[number]
        if quoted in context.withheld:
            for child in list(block):
                block.remove(child)
            gone = SubElement(block, "p", {"class": "quote-gone"})
            gone.text = AtomicString(_GONE.get(context.language, _GONE["es"]))
            return
        link = context.quotes.get(quoted)
        if link is None:
            return
        if link.language:
            block.set("lang", to_html(link.language))
        source = Element("p", {"class": "quote-by"})
        anchor = SubElement(source, "a", {"href": link.url} | ({"title": link.nameless} if link.nameless else {}))
        anchor.text = AtomicString(link.label)
        source.tail = "\n"
        block.insert(0, source)


def context_of(md: Markdown) -> RenderContext:
    """Return the context of the text that is being rendered."""
    context: RenderContext = md.forum_context  # type: ignore[attr-defined]
    return context


def extend(md: Markdown) -> None:
    """Register all of it."""
    # After fenced code is put aside (25), before the lines become blocks.
    md.preprocessors.register(Quotes(md), "forum_quotes", 22)
    md.preprocessors.register(Lists(md), "forum_lists", 21)
    md.inlinePatterns.register(Mentions(MENTION.pattern, md), "forum_mentions", 75)
    md.inlinePatterns.register(Autolinks(_AUTOLINK, md), "forum_autolinks", 74)
    md.inlinePatterns.register(Emoji(_EMOJI, md), "forum_emoji", 73)
    md.treeprocessors.register(Finish(md), "forum_finish", 1)
