"""Texts that make parsers slow: each grows to any length; `make bench` times them, tests render or refuse them."""

from collections.abc import Callable
from collections.abc import Iterator
from itertools import count

from forum.core.rendering.counting import MAX_COLOURED
from forum.core.rendering.counting import Beyond
from forum.core.rendering.counting import check
from forum.core.rendering.words import prepare

LENGTH = 32_000
#: As much code as is still coloured.
COLOURED = MAX_COLOURED - 10

#: Repeated to the length: what opens and never closes, what closes and never opened, what nearly matches.
REPEATED = {
    "brackets": ("[", "]", "[]", "[[", "[a](", "[a](b", "[](", "![", "![](", "![a](b ", "[a][", "[a][b]", "](", "[a](<", '[a](b "', "[a](b 'c", "[a]: b\n", "[a]\n: b\n", "[x]: <", "*[a]: b\n", "[a](b)", "![a](b)", "[a] "),
    "emphasis": ("*", "_", "**", "__", "***", "*a", "*a ", "**a ", "_a ", "__a _b ", "**a *b ", "*a*", "a**b", "***a", "*_", "_*", "* *", "~", "~~", "~~a ", "~a~", "^a", "==", "a_b_c_", "*a**b*", "**a*b**c*", "_a__b_", "***a**b*", "*a_b*c_"),
    "code": ("`", "``", "`a", "``a`", "`a``", "` ", "`\n", "```\n", "```a\n", "~~~\n", "~~~~\n```\n", "```\na\n```\n", "````\n```\n", "> ```\n", "- ```\n", "- ```\n  a\n  ```\n", "```{.a\n", '```a hl_lines="1\n', "```" + "a" * 50 + "\n", "    a\n", "\ta\n"),
    "html": ("<", "<a", "<a>", "</a>", "<a ", '<a href="', "<!--", "-->", "<!", "<?", "<![CDATA[", "&", "&#", "&#x", "&amp;", "&lt;", "<a@b.c>", "<http://a.b>", "<http://a", "<b>a", "<p>\n", "<div>\n\n", "<script>", "<svg>", "<math><mi>", "<br>"),
    "lists": ("- a\n", "* a\n", "+ a\n", "1. a\n", "1) a\n", "- a\n\n", "- \n", "-\n", "- - ", "* * * ", "1. 1. ", "- a\n  - b\n", "- a\n  b\n\n", "- a\n    - b\n        - c\n", "- [ ] a\n", "- [x", "- > ", "> - ", "- # a\n", "- a\n\n  b\n\n", "1. a\n- b\n", "- a\n1. b\n", " - a\n", "   - a\n"),
    "quotes": (">", "> ", ">\n", "> a\n", "> a\n\n", ">> a\n", "> > > a\n", ">a\nb\n", "> - a\n", "> # a\n", "> | a |\n"),
    "tables": ("|", "| ", "|a", "||", "|\n", "|-", "|-|\n", "a|b\n", "a|b\n-|-\n", "|a|\n|-|\n|b|\n\n", "|`a|", "|\\|", "|:-:", "| a | b |\n", "`|`"),
    "headings": ("#", "# ", "# a\n", "# a\n\n", "###### a\n", "a\n=\n", "a\n-\n", "a\n---\n\n", "---\n", "===\n", "***\n\n", "- - -\n", "#a", "# a #\n"),
    "links": ("http://a ", "http://a.b/c ", "http://", "http://a", "www.", "www.a ", "www.a.b,", "http://a(", "http://a)", "http://a()(", "https://a.b/?c=d&e=f ", "mailto:a@b.c ", "a@b.c ", "http://a.", "h", "http:/", "(http://a) ", "http://[", "http://a@b ", "ftp://a "),
    "mentions": ("@", "@a", "@a ", "@a.", "@a@", "@a-", "a@", "@" + "a" * 40, "@" + "a" * 41 + " ", ".@a"),
    "emoji": (":", "::", ":a", ":a:", ":smile:", ":smile: ", ":+1:", ":a b:", ":" + "a" * 30),
    "footnotes": ("[^", "[^a", "[^a]", "[^a] ", "[^a]: b\n", "[^a]: b\n\n", "[^a]: [^a]\n", "[^1]: a\n\n    b\n\n"),
    "forum quotes": ('[quote="a, post:1, topic:1"]\n', '[quote="a, post:1, topic:1"]\na\n[/quote]\n', "[/quote]\n", "[quote\n", '[quote="', '> [quote="a, post:1, topic:1"]\n'),
    "escapes": ("\\", "\\\\", "\\*", "\\[", "\\`", "\\\n", "\\<", "\\_a"),
    "blanks": (" ", "\n", "\n\n", "\t", " \n", "  \n", "a  \n", "\u00a0", "\u2028", "\x0b", "\r", "\x00", "\x02", "\x03", "\x02wzxhzdk:0\x03", "klzzwxh:0000", "\u200b", "\u202e"),
    "words": ("a", "á", "a ", "a\n", "a\n\n", "a\u0301", "\u0301", "\u0301\u0323", "a\u0301\u0323\u0345", "日", "👩🏽\u200d💻", "\U0010ffff", "ﷺ", "İ", "\u1100\u1161"),
}  # fmt: skip

#: Languages of code blocks whose lexers look back and forth.
CODE = {
    "python": ('"""', "'", "(", "f'{", "\\", "def "),
    "perl": ("/", "s{", "$x =~ ", "<<A\n", "=pod\n", "@{"),
    "ruby": ("#{", "%w(", "<<A\n", "/", ":a"),
    "js": ("`${", "/", "/*", "<", "a=>"),
    "html": ("<", "<a ", "<!--", "<script>", "&"),
    "xml": ("<", "<a ", "<!--", "<![CDATA["),
    "sql": ("'", "--", "/*", "$a$", "select "),
    "php": ("<?php ", "<?", "$a->", "<<<A\n"),
    "css": ("{", "/*", "@media ", "a,", "url("),
    "json": ("[", '{"a":', '"', "\\"),
    "yaml": ("- ", "a: ", "? ", "&a ", "  "),
    "bash": ("$(", "`", "${", "<<A\n", "'"),
    "markdown": ("[", "*", "`", "> ", "- "),
    "rst": ("`", "*", ".. ", "::\n\n", "|a"),
    "tex": ("{", "$", "\\a", "%"),
    "csharp": ("/*", '@"', "<", "#if ", "a.b"),
    "java": ("/*", '"', "@a", "class ", "<"),
    "r": ("'", "`", "%a", "("),
    "vbnet": ('"', "a.", "'"),
    "smarty": ("{", "{*", "{$a"),
    "jinja": ("{{", "{%", "{#"),
    "lua": ("[[", "[=[", "--[["),
    "scala": ("/*", '"""', "a[", "s\"${"),
    "haskell": ("{-", "a'", "'a"),
    "matlab": ("'", "%{\n", "[", "..."),
    "console": ("$ ", "> "),
    "diff": ("+a\n", "@@", "-"),
    "text": ("a\n", " "),
}  # fmt: skip


def repeat(piece: str, length: int = LENGTH) -> str:
    """Return a piece over and over, cut to a length."""
    return (piece * (length // len(piece) + 1))[:length]


def grow(make: Callable[[int], str], length: int = LENGTH) -> str:
    """Return `make(1) + make(2) + …`, cut to a length."""
    out, size = [], 0
    for number in count(1):
        piece = make(number)
        out.append(piece)
        size += len(piece)
        if size >= length:
            break
    return "".join(out)[:length]


def table(rows: int, columns: int, cell: str = "a b") -> str:
    """Return a table as people write them."""
    head = "| " + " | ".join(f"Columna {i}" for i in range(columns)) + " |\n" + "|---" * columns + "|\n"
    return head + "".join("| " + " | ".join([cell] * columns) + " |\n" for _ in range(rows))


def cases(length: int = LENGTH) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of every case: on one line, in many lines, in many paragraphs, in code."""
    yield from short_cases(length)
    for group, pieces in REPEATED.items():
        for piece in pieces:
            yield f"{group} {piece[:24]!r} in lines", repeat(repeat(piece, 70).replace("\n", " ") + "\n", length)
            yield (
                f"{group} {piece[:24]!r} in paragraphs",
                repeat(repeat(piece, 200).replace("\n", " ") + "\n\n", length),
            )
    for language, pieces in CODE.items():
        for piece in pieces:
            yield f"code in {language} {piece!r}", f"```{language}\n{repeat(piece, length - 40)}\n```\n"
            yield f"colours in {language} {piece!r}", f"```{language}\n{repeat(piece, COLOURED)}\n```\n"


def short_cases(length: int = LENGTH) -> Iterator[tuple[str, str]]:
    """Yield each piece in one shape only: what the tests run."""
    for group, pieces in REPEATED.items():
        for piece in pieces:
            yield f"{group} {piece[:24]!r}", repeat(piece, length)
    for language, pieces in CODE.items():
        for piece in pieces[:2]:
            yield f"coloured {language} {piece!r}", f"```{language}\n{repeat(piece, COLOURED)}\n```\n"
    yield "backticks of growing length", grow(lambda n: "`" * n + " a ", length)
    yield "backticks of shrinking length", grow(lambda n: "`" * (200 - n % 200) + "a", length)
    yield "fences of growing length", grow(lambda n: "`" * (n + 2) + "\n", length)
    yield "lists ever deeper", grow(lambda n: "  " * n + "- a\n", length)
    yield "lists to the allowed depth", repeat("".join("  " * n + "- a\n" for n in range(12)), length)
    yield "quotes ever deeper", grow(lambda n: "> " * n + "a\n", length)
    yield "quotes to the allowed depth", repeat("".join("> " * n + "a\n" for n in range(1, 9)), length)
    yield "quotes and lists in turn", grow(lambda n: "> " * (n % 8) + "- a\n", length)
    yield "emphasis ever deeper", "*a **b " * (length // 14) + "*" * (length // 2)
    yield "links ever deeper", "[" * (length // 4) + "a" + "](b)" * (length // 8)
    yield "pictures in links", "[![" * (length // 12) + "a" + "](b)](c)" * (length // 16)
    yield "footnotes that name each other", grow(lambda n: f"[^{n}]: x [^{n + 1}]\n\n", length)
    yield "many references to one footnote", "[^a]: x\n\n" + repeat("[^a] ", length - 9)
    yield "many footnotes", grow(lambda n: f"a[^{n}]\n\n[^{n}]: b\n\n", length)
    yield "references without end", grow(lambda n: f"[a{n}]: http://b\n", length)
    yield "references, each used", grow(lambda n: f"[a{n}]: http://b\n[a{n}]\n", length)
    yield "one row of many cells", "|a" * (length // 4) + "|\n" + "|-" * (length // 4) + "|\n"
    yield "many columns, many rows", table(150, 60)[:length]
    yield "rows of unclosed code", table(500, 2, "`a")[:length]
    yield "rows of formatting", table(300, 4, "**a** *b* [c](d)")[:length]
    yield "combining marks out of order", "a" + "\u0345\u0301\u0323" * (length // 3)
    yield "one very long word", "a" * length
    yield "one very long address", "http://a.b/" + "c" * (length - 11)
    yield "one address of brackets", "http://a.b/" + "(" * (length // 2 - 11) + ")" * (length // 2)
    yield "punctuation after an address", "http://a.b/" + "!)" * (length // 2 - 6)
    yield "entities", repeat("&nbsp;&#0;&#x110000;&bogus;", length)
    yield "every mark there is", repeat("*_`~[]()<>#+-.!|:@^=\\&\"' \n", length)


def widest(text: str) -> str:
    """Return as much of a text as passes the counts: the worst that reaches the parser."""
    if _passes(text):
        return text
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        if _passes(text[:middle]):
            low = middle
        else:
            high = middle
    return text[:low]


def _passes(text: str) -> bool:
    try:
        check(prepare(text))
    except Beyond:
        return False
    return True


def honest() -> Iterator[tuple[str, str]]:
    """Yield (name, text) of long texts that people do write: each must be rendered."""
    prose = "La ciudad publicó los datos de *alumbrado* y **aseo** en su [portal](https://datos.example.org/a?b=c). "
    yield "prose of 30,000 characters", repeat(prose * 5 + "\n\n", 30_000)
    yield "a table of 500 rows", table(500, 5, "123")
    yield "a list of 400 items", repeat("- Revisar el inventario de datos con el equipo\n", 400 * 47)
    yield "a nested plan", repeat("1. Fase\n   - Tarea\n     - Detalle de la tarea\n\n", 9_000)
    yield "a program of 600 lines", "```python\n" + "def f(x):\n    return x + 1  # suma\n" * 300 + "```\n"
    yield "a CSV of 700 lines", "```\n" + "2024-01-01;Recife;12,5;sim\n" * 700 + "```\n"
    yield (
        "minutes of a meeting",
        repeat("## Tema\n\nDijimos que sí.\n\n- Ana: *informe*\n- João: `consulta.sql`\n\n> Una cita\n\n", 12_000),
    )
    yield "twenty quotes with answers", '[quote="ana, post:1, topic:1"]\n¿Cómo?\n[/quote]\n\nAsí lo hicimos.\n\n' * 20
    yield "a task list", repeat("- [x] Hecho\n- [ ] Por hacer\n", 6_000)
    yield "sixty sources", "".join(f"{n}. [Fuente {n}](https://a.example/{n}) y https://b.example/{n}[^{n}]\n" for n in range(60)) + "\n" + "".join(f"[^{n}]: Nota {n}.\n" for n in range(60))  # fmt: skip
