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


def main() -> None:
    """Write them all."""
    SAMPLES.mkdir(exist_ok=True)
    for name, data in SAMPLE_FILES.items():
        (SAMPLES / name).write_bytes(data())


SAMPLE_FILES = {"report.docx": word}

if __name__ == "__main__":
    main()
