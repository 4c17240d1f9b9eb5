"""Makes the samples of Word files, e-books, archives and mails: ``python make_samples_books.py``.

They are small and come out the same byte for byte, so that making them again changes nothing.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches

SAMPLES = Path(__file__).parent / "samples"
_WHEN = (2024, 3, 5, 12, 0, 0)
_W = nsdecls("w")


def pack(files: dict[str, bytes | str]) -> bytes:
    """A zip of the files, the same at any time; "mimetype" is stored as it is."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return made.getvalue()


def _same(data: bytes) -> bytes:
    """A package with the times of its members set."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()})


FOOTNOTES = f"""<w:footnotes {_W}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>
<w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Counted by the </w:t></w:r>
<w:r><w:rPr><w:i/></w:rPr><w:t>ministry</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def add_part(data: bytes, name: str, content: str, kind: str) -> bytes:
    """A Word package with one more part next to its document, by its kind ("footnotes")."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files: dict[str, bytes | str] = {one: archive.read(one) for one in archive.namelist()}
    where = "word/_rels/document.xml.rels"
    relations = files[where]
    assert isinstance(relations, bytes)
    one = (
        f'<Relationship Id="rId{kind}" Target="{name}" Type="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    files[where] = relations.decode().replace("</Relationships>", one)
    types = files["[Content_Types].xml"]
    assert isinstance(types, bytes)
    override = (
        f'<Override PartName="/word/{name}" ContentType="application/vnd.openxmlformats-'
        f'officedocument.wordprocessingml.{kind}+xml"/></Types>'
    )
    files["[Content_Types].xml"] = types.decode().replace("</Types>", override)
    files[f"word/{name}"] = content
    return pack(files)


def word() -> bytes:
    """A report with what Word files hold: lists, a table, notes, links, tracked changes."""
    document = Document()
    stated = document.core_properties
    stated.title, stated.author = "The bridge report", "Jane Doe; Kim Min-ji"
    stated.created = stated.modified = dt.datetime(2024, 3, 5, 12, 0)
    document.add_paragraph("The bridge will close", style="Title")
    first = document.add_paragraph("The mayor said on Monday that the ")
    first.add_run("old").italic = True
    first.add_run(" bridge ")
    first.add_run("must ").bold = True
    first.add_run("close").bold = True
    first.add_run(". ")
    link = document.part.relate_to(
        "https://example.org/bridge",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    first._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{link}"><w:r><w:t>The decision</w:t></w:r>'
            "</w:hyperlink>"
        )
    )
    for markup in (
        '<w:r {w}><w:t xml:space="preserve"> was </w:t></w:r>',
        '<w:ins {w} w:id="1" w:author="x"><w:r><w:t>published</w:t></w:r></w:ins>',
        '<w:del {w} w:id="2" w:author="x"><w:r><w:delText>hidden</w:delText></w:r></w:del>',
        "<w:r {w}><w:t>.</w:t></w:r><!-- -->",
        '<w:r {w}><w:footnoteReference w:id="2"/></w:r>',
    ):
        first._p.append(parse_xml(markup.replace("{w}", _W).removesuffix("<!-- -->")))
    document.add_paragraph("What comes next", style="Heading 1")
    for words in ("Traffic goes by the ferry.", "The ferry is free."):
        document.add_paragraph(words, style="List Bullet")
    document.add_paragraph("Every ten minutes.", style="List Bullet 2")
    document.add_paragraph("What it costs", style="Heading 2")
    for words in ("Close the bridge.", "Build a new one."):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(rows=1, cols=3)
    for row in (("Year", "Cars", "Note"), ("2022", "16,000", ""), ("2023", "18,500", "most ever")):
        cells = table.rows[0].cells if row[0] == "Year" else table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
    document.add_paragraph("“We will miss it,” she said.", style="Quote")
    last = document.add_paragraph("One line,")
    last.add_run().add_break(WD_BREAK.LINE)
    last.add_run("and\tanother.")
    document.sections[0].header.paragraphs[0].text = "A running head"
    document.sections[0].left_margin = Inches(1)
    assert document.element.body.find(qn("w:p")) is not None
    made = BytesIO()
    document.save(made)
    return _same(add_part(made.getvalue(), "footnotes.xml", FOOTNOTES, "footnotes"))


def _page(title: str, body: str, more: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f'<head><title>{title}</title><link rel="stylesheet" href="s.css"/></head>'
        f"<body{more}>{body}</body></html>"
    )


CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""

PROSE = (
    "The river ran high that spring, and nobody in the village trusted the bridge any more. "
    "“It will not stand another winter,” said the miller, and he was right."
)


def book3() -> bytes:
    """An EPUB 3: a cover, a page of rights, contents, two chapters, of which one has two files."""
    package = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:isbn:9780000000002</dc:identifier><dc:title id="t">The Bridge</dc:title>
<dc:language>en-GB</dc:language><dc:creator id="a">Jane Doe</dc:creator>
<dc:creator id="b">John Roe</dc:creator><dc:publisher>River Press</dc:publisher>
<dc:date>2021-04-01</dc:date><meta property="dcterms:modified">2022-01-01T00:00:00Z</meta>
<meta refines="#a" property="role">aut</meta><meta refines="#b" property="role">ill</meta>
</metadata><manifest>
<item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="r" href="rights.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c1" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="c2" href="text/two%20a.xhtml" media-type="application/xhtml+xml"/>
<item id="c3" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="x" href="notes.xhtml" media-type="application/xhtml+xml"/>
<item id="p" href="cover.png" media-type="image/png"/>
</manifest><spine><itemref idref="c"/><itemref idref="r"/><itemref idref="n"/><itemref idref="c1"/>
<itemref idref="c2"/><itemref idref="c3"/><itemref idref="x" linear="no"/></spine></package>"""
    contents = (
        '<nav epub:type="toc"><ol><li><a href="text/one.xhtml">The flood</a></li>'
        '<li><a href="text/two%20a.xhtml">Chapter 2</a></li></ol></nav>'
    )
    one = (
        f"<section><h1>The flood</h1><p>{PROSE} See <a href='two%20a.xhtml#x'>below</a> and "
        "<a href='https://example.org/river'>the river</a>.</p><blockquote><p>Water <em>is</em> "
        "patient.</p></blockquote><ul><li>rain</li><li>snow</li></ul></section>"
    )
    return pack(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": package,
            "OEBPS/nav.xhtml": _page("Contents", contents),
            "OEBPS/cover.xhtml": _page("Cover", '<img src="cover.png" alt="The Bridge"/>'),
            "OEBPS/rights.xhtml": _page(
                "Rights",
                "<p>Copyright © 2021 Jane Doe. All rights reserved. No part of this book may be "
                "copied without the leave of its publisher. ISBN 978-0-00-000000-2.</p>",
            ),
            "OEBPS/text/one.xhtml": _page("1", one),
            "OEBPS/text/two a.xhtml": _page("2", f"<h2>Chapter 2</h2><p>{PROSE}</p>"),
            "OEBPS/text/two b.xhtml": _page("2", f"<p>It stood.</p><p>{PROSE}</p>"),
            "OEBPS/notes.xhtml": _page("Notes", f"<p>{PROSE}</p>"),
            "OEBPS/cover.png": b"\x89PNG\r\n\x1a\n",
        }
    )


def book2() -> bytes:
    """An EPUB 2: its chapters stand in one file and begin in the midst of it."""
    package = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>Two Rivers</dc:title><dc:creator opf:role="aut">Kim Min-ji</dc:creator>
<dc:creator opf:role="trl">A. Translator</dc:creator><dc:language>en</dc:language>
<dc:date opf:event="publication">1999</dc:date><dc:identifier id="id">x-1</dc:identifier>
</metadata><manifest><item id="m" href="main.html" media-type="application/xhtml+xml"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
<spine toc="ncx"><itemref idref="m"/></spine></package>"""
    point = (
        '<navPoint id="{n}" playOrder="{n}"><navLabel><text>{label}</text></navLabel>'
        '<content src="main.html#{key}"/></navPoint>'
    )
    points = "".join(
        point.format(n=n, label=label, key=key)
        for n, (label, key) in enumerate([("I. The Han", "han"), ("II. The Rhine", "rhine")], 1)
    )
    ncx = (
        '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" '
        '"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">'
        f"<navMap>{points}</navMap></ncx>"
    )
    main = (
        '<?xml version="1.0" encoding="iso-8859-1"?>'
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
        '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><div>'
        "<p>By Kim Min-ji</p><h2><a id='han'/>I. The Han</h2><p>{prose}</p><hr/><p>Caf&eacute; "
        "\xe9t\xe9.</p></div><div><h2 id='rhine'>II. The Rhine</h2><p>{prose}</p></div>"
        "</body></html>"
    ).format(prose=PROSE.replace("“", "&ldquo;").replace("”", "&rdquo;"))
    return pack(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": package,
            "OEBPS/toc.ncx": ncx,
            "OEBPS/main.html": main.encode("latin-1"),
        }
    )


MAIL = """\
Received: from mail.example.org by mx.example.org; Tue, 5 Mar 2024 12:00:01 +0900
From: =?utf-8?q?Kim_Min-ji?= <kim@example.org>
To: desk@example.org
Date: Tue, 5 Mar 2024 12:00:00 +0900
Subject: =?utf-8?b?4oCcVGhlIGJyaWRnZeKAnQ==?= will
 close
Message-ID: <1234.abc@mail.example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

--outer
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

Dear desk,

the bridge will close =E2=80=94 at least 16 people said so on =
Monday.

On Monday, Jane Doe wrote:
> Will it close?
>
>> It may.

Yes.

--=20
Kim Min-ji, Ministry of Bridges
--inner
Content-Type: text/html; charset="utf-8"

<p>Dear desk,</p><p>the bridge will <b>close</b>.</p>
--inner--

--outer
Content-Type: application/pdf; name="plan.pdf"
Content-Disposition: attachment; filename="plan.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--outer--
"""


def mailbox() -> bytes:
    """Two mails in one file; a line of the first begins with "From "."""
    mails = [
        "From jane@example.org Tue Mar  5 12:00:00 2024\nFrom: Jane Doe <jane@example.org>\n"
        f"Date: Tue, 5 Mar 2024 1{n}:00:00 +0000\nSubject: Note {n}\n"
        f"Message-ID: <{n}@example.org>\n\n>From what I hear, {PROSE}\n\n"
        for n in (1, 2)
    ]
    return "".join(mails).encode()


def archive() -> bytes:
    """A zip as people send them: texts in folders, pictures, what a Mac leaves, one broken file."""
    inner = pack({"deep note.txt": PROSE})
    return pack(
        {
            "articles/": b"",
            "articles/bridge.txt": f"The bridge\n\n{PROSE}\n",
            "articles/river.md": f"# The river\n\n{PROSE}\n",
            "articles/picture.png": b"\x89PNG\r\n\x1a\n",
            "__MACOSX/articles/._bridge.txt": b"\0\5\x16\7",
            ".hidden.txt": PROSE,
            "old.zip": inner,
            "broken.txt": b"\0\1\2\3\4",
        }
    )


def main() -> None:
    """Write them all."""
    SAMPLES.mkdir(exist_ok=True)
    for name, data in SAMPLE_FILES.items():
        (SAMPLES / name).write_bytes(data())


SAMPLE_FILES = {
    "report.docx": word,
    "bridge.epub": book3,
    "rivers.epub": book2,
    "letter.eml": MAIL.encode,
    "notes.mbox": mailbox,
    "sent.zip": archive,
}

if __name__ == "__main__":
    main()
