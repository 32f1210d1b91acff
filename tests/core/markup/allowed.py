"""What rendered HTML may consist of, stated apart from the code that makes it."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

ELEMENTS = {
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
VOID = {"br", "hr", "img"}
ATTRIBUTES = {
    "a": {"class", "href", "id", "rel", "title"},
    "blockquote": {"class"},
    "code": {"class"},
    "div": {"class"},
    "img": {"alt", "decoding", "height", "loading", "src", "width"},
    "li": {"class", "id"},
    "ol": {"start"},
    "p": {"class"},
    "pre": {"class"},
    "span": {"class"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class"},
    "ul": {"class"},
}
#: Pictures come from the forum, or the site that has them would learn who reads.
PICTURES = "/files/"
SCHEMES = {"http", "https", "mailto"}


class Check(HTMLParser):
    """Collects whatever is not allowed in a piece of HTML."""

    def __init__(self, html: str, prefix: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.open: list[str] = []
        self.prefix = prefix
        self.feed(html)
        self.close()
        if self.open:
            self.wrong.append(f"left open: {self.open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.wrong.append(f"<{tag}>")
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, set()):
                self.wrong.append(f"<{tag} {name}>")
            if name == "src" and not (value or "").startswith(PICTURES):
                self.wrong.append(f"<{tag} src={value!r}>")
            if name in {"width", "height"} and not (value or "").isdecimal():
                self.wrong.append(f"<{tag} {name}={value!r}>")
            if name == "href" and not _is_harmless(value or ""):
                self.wrong.append(f"<{tag} href={value!r}>")
            if name == "id" and not (value or "").startswith(f"{self.prefix}-fn"):
                self.wrong.append(f"<{tag} id={value!r}>")
            if name == "start" and not (value or "").isdecimal():
                self.wrong.append(f"<{tag} start={value!r}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> out of place")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"<![{data}]>")


def _is_harmless(address: str) -> bool:
    if any(ord(character) < 33 or character in "\\\x7f" for character in address):
        return False
    if address.startswith("#"):
        return True
    if address.startswith("/"):
        return not address.startswith("//")
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and (parts.scheme == "mailto" or bool(parts.hostname)) and "@" not in parts.netloc


def violations(html: str, prefix: str = "p") -> list[str]:
    """Return what is not allowed in rendered HTML."""
    return Check(html, prefix).wrong
