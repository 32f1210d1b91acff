"""Nothing that a member writes becomes script, style, a picture from elsewhere or a link with another scheme."""

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from forum.core.markup import File
from forum.core.markup import Link
from forum.core.markup import RenderContext
from forum.core.rendering.counting import Beyond
from forum.core.rendering.pipeline import render
from tests.core.markup import corpus
from tests.core.markup.allowed import violations

PICTURE, DOCUMENT, EVIL = "ab" * 16, "cd" * 16, "ef" * 16
PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert&#40;1&#41;</script>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<style>@import '//evil.example'</style>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href=\"javascript:alert(1)\">a</a>",
    "<form action=//evil.example><input name=password><button>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<details open ontoggle=alert(1)>",
    "<p style=\"background:url(//evil.example)\" onclick=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<a\x00 href=javascript:alert(1)>",
    "<\x00script>alert(1)</script>",
    "<<script>script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "&#60;script&#62;alert(1)&#x3c;/script&#x3e;",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](javascript&#58;alert(1))",
    "[a](java&#10;script:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a]( javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](&#x6A;avascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[a](vbscript:msgbox(1))",
    "[a](file:///etc/passwd)",
    "[a](blob:https://a.org/x)",
    "[a](ftp://a.org)",
    "[a](//evil.example)",
    "[a](/\\evil.example)",
    "[a](\\\\evil.example)",
    "[a](/%09/evil.example)",
    "[a](/%5cevil.example)",
    "[a](https:evil.example)",
    "[a](https:/evil.example)",
    "[a](https://a.org@evil.example)",
    "[a](http://[)",
    "[a](http://a.org \"onmouseover=alert(1)\")",
    "[a](http://a.org '\"><script>alert(1)</script>')",
    "[a](http://a.org\" onclick=alert(1) x=\")",
    "[a\"><script>alert(1)</script>](http://a.org)",
    "[<img src=x onerror=alert(1)>](http://a.org)",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "[a][b]\n\n[b]: http://a.org \"x\" onclick=\"alert(1)\"",
    "<javascript:alert(1)>",
    "<https://a.org/\"onclick=alert(1)>",
    "![a](javascript:alert(1))",
    "![a](https://a.org/x.png \"onerror=alert(1)\")",
    "![\"onerror=alert(1) x=\"](x)",
    "[![a](javascript:alert(1))](javascript:alert(2))",
    "http://a.org/\"onmouseover=alert(1)",
    "http://a.org/'onmouseover='alert(1)",
    "https://a.org/<script>alert(1)</script>",
    "www.a.org/\"><script>alert(1)</script>",
    "javascript://a.org/%0aalert(1)",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "```\"><script>alert(1)</script>\nx\n```",
    "```html\"onclick=\"alert(1)\nx\n```",
    "```{.python onclick=alert(1)}\nx\n```",
    "```{#id style=\"x\" onclick=\"alert(1)\"}\nx\n```",
    "```python title=\"<script>alert(1)</script>\"\nx\n```",
    "```python hl_lines=\"<script>\" linenums=\"1\"\nx\n```",
    "~~~html\n</code></pre><script>alert(1)</script>\n~~~",
    "# <script>alert(1)</script> {#x onclick=alert(1)}",
    "| <script> | onclick=alert(1) |\n|:--|--:|\n| <img src=x onerror=alert(1)> | `</td>` |",
    "- [x] <img src=x onerror=alert(1)>\n- [ ] </label><script>",
    "<input type=\"checkbox\" disabled onclick=alert(1)>",
    "> <script>alert(1)</script>",
    "[quote=\"ana, post:3, topic:12\"]\n<script>alert(1)</script>\n[/quote]",
    "[quote=\"<script>, post:3, topic:12\"]\nx\n[/quote]",
    "[quote=\"ana\" onclick=\"alert(1), post:3, topic:12\"]\nx\n[/quote]",
    "a[^\"><script>]\n\n[^\"><script>]: x",
    "a[^1]\n\n[^1]: <img src=x onerror=alert(1)> [a](javascript:alert(1))",
    "@ana\"><script>alert(1)</script>",
    "@evil",
    ":smile:\"><script>",
    "*[HTML]: <script>alert(1)</script>\n\nHTML",
    "**<script>**alert(1)**</script>**",
    "<scr<b>ipt>alert(1)</scr</b>ipt>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "\x02wzxhzdk:0\x03<script>",
    "klzzwxh:0000 \x02klzzwxh:0\x03 \x02amp\x03lt;script\x02amp\x03gt;",
    "STX ETX \x01end\x01 \x010\x01",
    "\u2028<script>alert(1)</script>\u2029",
    "＜script＞alert(1)＜/script＞",
    "<script\u00a0>alert(1)</script>",
    "<img/src=`x`onerror=alert(1)>",
    "<x onfocus=alert(1) tabindex=1 id=x>#x",
    "<a id=contenido name=csrf_token>",
    "[a](#contenido)",
    "[a](mailto:a@b.org?subject=x&body=<script>)",
    "</p></div></main><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<select><style></select><img src=x onerror=alert(1)></style>",
    "<xmp><img title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<a href=\"https://a.org\" target=_blank>x</a>",
    "{{ 7*7 }} {% raw %} ${7*7}",
    f"![\"onerror=alert(1) x=\"](upload:{PICTURE})",
    f"![<script>alert(1)</script>](upload:{PICTURE} \"onload=alert(1)\")",
    f"[<img src=x onerror=alert(1)>](upload:{PICTURE})",
    f"[a](upload:{DOCUMENT})",
    f"![](upload:{DOCUMENT})",
    f"![](upload:{EVIL})",
    f"[](upload:{EVIL})",
    f"[![a](upload:{PICTURE})](javascript:alert(1))",
    f"![a](UPLOAD:{PICTURE}) ![a](upload:{PICTURE}/../x) ![a](upload://evil.example/{PICTURE})",
    "![a](upload:javascript:alert(1))",
    "![a](/files/x) <img src=/files/x onerror=alert(1)>",
]  # fmt: skip

WRAPPERS = [
    "{}",
    "> {}",
    "- {}",
    "**{}**",
    "[{}](http://a.org)",
    "| a |\n|---|\n| {} |",
    "# {}",
    "a[^1]\n\n[^1]: {}",
    "~~{}~~",
]
#: What a caller hands in may hold anything too: names are members' words.
CONTEXT = RenderContext(
    prefix="p7",
    mentions={"ana": Link("/u/ana", "<script>alert(1)</script>"), "evil": Link("javascript:alert(1)", "x")},
    quotes={(12, 3): Link("/t/x/12/3", '"><img src=x onerror=alert(1)>')},
    uploads={
        PICTURE: File(
            f"/files/{PICTURE}/a.png", '"><script>x</script>.png', "<b>", f"/files/{PICTURE}/preview.webp", 20, 10
        ),
        DOCUMENT: File(f"/files/{DOCUMENT}/a.pdf", "<img src=x onerror=alert(1)>.pdf", "<script>alert(1)</script>"),
        EVIL: File("javascript:alert(1)", "x", "x", "//evil.example/x.png", 1, 1, alt='" onerror="alert(1)'),
    },
)


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_only_harmless_html_comes_out(payload, wrapper):
    html = render(wrapper.format(payload) if "\n" not in payload else payload, CONTEXT).html
    assert violations(html, "p7") == []


def test_one_text_of_all_payloads():
    for separator in ("\n\n", "\n", " "):
        half = len(PAYLOADS) // 2
        for part in (PAYLOADS[:half], PAYLOADS[half:]):
            assert violations(render(separator.join(part), CONTEXT).html, "p7") == []


def test_what_is_forbidden_would_be_found():
    for html in (
        "<script>x</script>",
        '<a href="javascript:x">a</a>',
        '<a href="//evil">a</a>',
        '<p style="x">a</p>',
        "<p onclick='x'>a</p>",
        "<img src='x'>",
        "<img src='//evil.example/files/x'>",
        "<img src='/files/x' onerror='x'>",
        "<p>a",
        "a</p>",
        "<!-- x -->",
        '<a id="contenido">a</a>',
        "<svg></svg>",
    ):
        assert violations(html), html


def test_excerpts_and_search_texts_are_plain_words():
    rendered = render("<b>uno</b> & <script>dos</script> `<i>`", CONTEXT)
    assert rendered.text == "<b>uno</b> & <script>dos</script> <i>"
    assert "&lt;" not in rendered.excerpt


@pytest.mark.parametrize("payload", PAYLOADS)
def test_rendering_what_was_rendered_stays_harmless(payload):
    assert violations(render(render(payload, CONTEXT).html, CONTEXT).html, "p7") == []


PIECES = st.sampled_from(
    [piece for pieces in corpus.REPEATED.values() for piece in pieces]
    + PAYLOADS
    + [" ", "\n", "\n\n", "  ", "a", "\n- ", "\n> ", "|", "\n|-|\n"]
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=25).map("".join))
def test_whatever_is_put_together_is_rendered_harmlessly_or_refused(text):
    try:
        html = render(text, CONTEXT).html
    except Beyond:
        return
    assert violations(html, "p7") == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_at_all_is_rendered_harmlessly_or_refused(text):
    try:
        html = render(text, CONTEXT).html
    except Beyond:
        return
    assert violations(html, "p7") == []
    html.encode()
