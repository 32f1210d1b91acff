"""PDFs that do something when they are opened, and harmless ones that look as if."""

import zlib


def pdf(*parts):
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"\n".join(parts) + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def packed(content, *, entries=b"/Filter/FlateDecode", mark=b"/Type/ObjStm/N 1/First 4", how=zlib.compress):
    data = how(content)
    head = b"5 0 obj\n<<%b%b/Length %d>>\nstream\n" % (mark, entries, len(data))
    return head + data + b"\nendstream\nendobj"


SCRIPT = b"1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj"
HOSTILE = {
    "a script that runs when it is opened": pdf(SCRIPT),
    "letters written as numbers": pdf(SCRIPT.replace(b"JavaScript", b"J#61v#61Script")),
    "all letters written as numbers": pdf(SCRIPT.replace(b"JavaScript", b"".join(b"#%02X" % c for c in b"JavaScript"))),
    "a script in the list of names": pdf(b"1 0 obj<</Names<</JavaScript 4 0 R>>>>endobj"),
    "a program that is started": pdf(b"2 0 obj<</S/Launch/Win<</F(cmd.exe)>>>>endobj"),
    "a file within": pdf(b"3 0 obj<</Type/EmbeddedFile/Length 3>>stream\nabc\nendstream endobj"),
    "rich media": pdf(b"3 0 obj<</Subtype /RichMedia>>endobj"),
    "a player with a script": pdf(b"3 0 obj<</S/Rendition/JS(x)>>endobj"),
    "a script in a packed stream": pdf(packed(b"1 0 " + SCRIPT)),
    "a packed stream that does not say its kind": pdf(packed(b"1 0 " + SCRIPT, mark=b"/N 1 /First 4 ")),
    "a script behind much else in a packed stream": pdf(packed(b" " * 3_000_000 + SCRIPT)),
    "a stream packed in another way": pdf(packed(b"x", entries=b"/Filter/LZWDecode", how=bytes)),
    "a stream whose filter is written as numbers": pdf(packed(b"x", entries=b"/Filter/#4cZWDecode", how=bytes)),
    "a stream that does not unpack": pdf(packed(b"x", how=lambda data: b"\xff" * 40)),
    "a stream that unpacks without end": pdf(packed(b"\0" * 40_000_000)),
    "a name across two pieces": pdf(b"%" + b" " * (1024 * 1024 - 20) + SCRIPT),
    "names and nothing else": b"%PDF-1.7\n" + b"/First 1 " * 2_100_000,
}
HARMLESS = {
    "opens on a page": pdf(b"1 0 obj<</Type/Catalog/OpenAction[3 0 R/Fit]>>endobj"),
    "goes to a page when it is opened": pdf(b"1 0 obj<</OpenAction<</S/GoTo/D[3 0 R /XYZ 0 0 1]>>>>endobj"),
    "has a link": pdf(b"4 0 obj<</S/URI/URI(https://ril.example)>>endobj"),
    "has a table of contents": pdf(b"4 0 obj<</First 12 0 R/Last 13 0 R>>endobj", b"5 0 obj<<>>stream\nx\nendstream"),
    "has packed objects": pdf(packed(b"1 0 <</Type/Page>>")),
    "has packed objects that are not packed": pdf(packed(b"1 0 <</Type/Page>>", entries=b"", how=bytes)),
    "has names that begin likewise": pdf(b"4 0 obj<</JavaScripter 1/Launching 2>>endobj"),
}
