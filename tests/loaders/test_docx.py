"""Word files: words as Word shows them, blocks, lists, notes; and no trust in what came."""

import datetime as dt
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loaders.sound import check_sound

from annotate_tui.loaders import LoadError, articles_in_bytes, load_bytes, load_path
from annotate_tui.loaders.docx_styles import written
from annotate_tui.model import Article, BlockKind, InlineKind
from annotate_tui.text.structure import block

SAMPLE = Path(__file__).parent / "samples" / "report.docx"
W = nsdecls("w", "r")


def blocks(article):
    found = (block(article.structure, i) for i in range(len(article.structure)))
    return [(b.kind, b.level, b.label, article.text[b.start : b.end]) for b in found]


def marks(article):
    s = article.structure
    return [
        (InlineKind(s.mark_kinds[i]), article.text[a:b], s.hrefs.get(i, ""))
        for i, (a, b) in enumerate(zip(s.mark_starts, s.mark_ends, strict=True))
    ]


def saved(document):
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def bare():
    """A document whose properties say nothing."""
    document = Document()
    document.core_properties.author = document.core_properties.title = ""
    return document


def changed(data, name, change):
    """The package with one part rewritten; ``change`` takes and gives its text, None drops it."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.namelist():
            part = old.read(one)
            if one == name:
                part = change(part.decode())
                if part is None:
                    continue
            new.writestr(one, part)
    return made.getvalue()


def with_body(*paragraphs):
    """The article of a document whose body is these pieces of markup, then "End."."""
    document = bare()
    for markup in paragraphs:
        document.element.body.insert(-1, parse_xml(markup.replace("<w:p>", f"<w:p {W}>", 1)))
    document.add_paragraph("End.")
    article = load_bytes(saved(document), "-", "a.docx")
    check_sound(article)
    return article


def words(article):
    return [one[3] for one in blocks(article)][:-1]


def test_the_sample():
    article = load_path(SAMPLE)
    check_sound(article)
    assert (article.title, article.authors) == ("The bridge report", ("Jane Doe", "Kim Min-ji"))
    assert article.found == {"title": "properties", "authors": "properties", "language": "text"}
    assert (article.loader, article.language, article.published) == ("docx", "en", "")
    assert article.original == SAMPLE.read_bytes()
    assert blocks(article) == [
        (BlockKind.TITLE, 0, "", "The bridge will close"),
        (BlockKind.PARAGRAPH, 0, "", "The mayor said on Monday that the old bridge must close. "
                                     "The decision was published.[1]"),
        (BlockKind.HEADING, 1, "", "What comes next"),
        (BlockKind.LIST_ITEM, 1, "•", "Traffic goes by the ferry."),
        (BlockKind.LIST_ITEM, 1, "•", "The ferry is free."),
        (BlockKind.LIST_ITEM, 2, "•", "Every ten minutes."),
        (BlockKind.HEADING, 2, "", "What it costs"),
        (BlockKind.LIST_ITEM, 1, "1.", "Close the bridge."),
        (BlockKind.LIST_ITEM, 1, "2.", "Build a new one."),
        (BlockKind.TABLE_ROW, 1, "", "Year\tCars\tNote"),
        (BlockKind.TABLE_ROW, 0, "", "2022\t16,000"),
        (BlockKind.TABLE_ROW, 0, "", "2023\t18,500\tmost ever"),
        (BlockKind.QUOTE, 1, "", "“We will miss it,” she said."),
        (BlockKind.PARAGRAPH, 0, "", "One line,\nand\tanother."),
        (BlockKind.PARAGRAPH, 0, "", "[1] Counted by the ministry."),
    ]  # fmt: skip
    assert marks(article) == [
        (InlineKind.EMPHASIS, "old", ""),
        (InlineKind.STRONG, "must close", ""),
        (InlineKind.LINK, "The decision", "https://example.org/bridge"),
        (InlineKind.EMPHASIS, "ministry", ""),
    ]
    assert "2022\t16,000\t\n2023" in article.text


@pytest.mark.parametrize("name", ["", "a.docx", "a.bin", "a.txt", "a.zip"])
def test_it_is_known_by_its_content(name):
    assert load_bytes(SAMPLE.read_bytes(), "-", name).loader == "docx"


@pytest.mark.parametrize(
    "kind",
    ["application/vnd.ms-word.document.macroEnabled.main+xml",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"],
)  # fmt: skip
def test_templates_and_files_with_macros(kind):
    usual = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = changed(SAMPLE.read_bytes(), "[Content_Types].xml", lambda xml: xml.replace(usual, kind))
    assert load_bytes(data, "-", "a.docm").text == load_path(SAMPLE).text


def test_the_strict_form_of_the_format():
    def strict(xml):
        return xml.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    data = SAMPLE.read_bytes()
    for name in zipfile.ZipFile(BytesIO(data)).namelist():
        if name.endswith((".xml", ".rels")):
            data = changed(data, name, strict)
    assert load_bytes(data, "-", "a.docx").text == load_path(SAMPLE).text


@pytest.mark.parametrize(
    ("stated", "title"),
    [("Microsoft Word - draft3.doc", "Head"), ("Document1", "Head"), ("A  report", "A report")],
)
def test_the_title(stated, title):
    document = bare()
    document.core_properties.title = stated
    document.add_heading("Head", 1)
    document.add_paragraph("Words.")
    article = load_bytes(saved(document), "-", "a.docx")
    assert article.title == title
    assert blocks(article)[0][0] == BlockKind.TITLE


def test_of_many_headings_of_level_1_none_is_the_title():
    document = bare()
    for head in ("Introduction", "Methods"):
        document.add_heading(head, 1)
        document.add_paragraph("Words.")
    article = load_bytes(saved(document), "-", "a.docx")
    assert BlockKind.TITLE not in article.structure.kinds
    assert article.title == "Introduction"


def test_names_that_programs_write_are_no_authors():
    document = bare()
    document.core_properties.author = "Microsoft Office User; Jane Doe;; admin; Jane Doe"
    document.add_paragraph("Words.")
    assert load_bytes(saved(document), "-", "").authors == ("Jane Doe",)


def test_when_it_was_saved_is_not_when_it_was_published():
    document = bare()
    document.core_properties.created = document.core_properties.modified = dt.datetime(2024, 3, 5)
    document.add_paragraph("Words.")
    article = load_bytes(saved(document), "-", "")
    assert (article.published, article.updated) == ("", "")


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ('<w:r><w:t xml:space="preserve">a </w:t><w:tab/><w:t>b</w:t></w:r>', "a \tb"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a\nb\nc"),
        ("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t></w:r>", "non\u2011stop"),
        ("<w:r><w:t>hy</w:t><w:softHyphen/><w:t>phen</w:t></w:r>", "hyphen"),
        ("<w:r><w:t>a</w:t></w:r><w:ins><w:r><w:t>in</w:t></w:r></w:ins>", "ain"),
        ("<w:r><w:t>a</w:t></w:r><w:del><w:r><w:t>out</w:t></w:r></w:del>", "a"),
        ("<w:r><w:t>a</w:t></w:r><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
         "<w:moveTo><w:r><w:t>come</w:t></w:r></w:moveTo>", "acome"),
        ("<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", "a"),
        ("<w:r><w:t>a</w:t></w:r><w:r><w:commentReference w:id='1'/></w:r>", "a"),
        ("<w:smartTag><w:r><w:t>a</w:t></w:r></w:smartTag>", "a"),
        ("<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:r><w:t>a</w:t></w:r>"
         "</w:sdtContent></w:sdt>", "a"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>kana</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r>"
         "</w:rubyBase></w:ruby></w:r>", "漢"),
        ("<w:r><w:sym w:font='Symbol' w:char='00B7'/><w:t>a</w:t></w:r>", "·a"),
        ("<w:r><w:t>\ufeffa</w:t></w:r>", "a"),
        ("<w:fldSimple w:instr=' PAGE '><w:r><w:t>7</w:t></w:r></w:fldSimple>", "7"),
        ("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> DATE </w:instrText>"
         "<w:t>no</w:t></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Monday</w:t>"
         "</w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>.</w:t></w:r>", "Monday."),
    ],
)  # fmt: skip
def test_words_in_a_paragraph(markup, shown):
    assert words(with_body(f"<w:p>{markup}</w:p>")) == [shown]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next():
    gone = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    article = with_body(
        f"<w:p>{gone}<w:r><w:t xml:space='preserve'>One </w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>line.</w:t></w:r></w:p>",
    )
    assert words(article) == ["One line."]
    assert marks(article) == [(InlineKind.STRONG, "line.", "")]


def test_marks_of_split_runs_are_one_and_switches_can_be_off():
    run = "<w:r><w:rPr>{}</w:rPr><w:t xml:space='preserve'>{} </w:t></w:r>"
    article = with_body(
        "<w:p>"
        + run.format("<w:b/><w:i/>", "one")
        + run.format("<w:b/>", "two")
        + run.format("<w:b w:val='0'/><w:strike/>", "three")
        + "</w:p>"
    )
    assert marks(article) == [
        (InlineKind.EMPHASIS, "one", ""),
        (InlineKind.STRONG, "one two", ""),
        (InlineKind.STRIKE, "three", ""),
    ]


@pytest.mark.parametrize(
    ("address", "kept"),
    [("https://example.org/a", True), ("mailto:a@example.org", True), ("javascript:x()", False),
     ("file:///etc/passwd", False)],
)  # fmt: skip
def test_links_in_fields(address, kept):
    char = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    article = with_body(
        f"<w:p>{char.format('begin')}<w:r><w:instrText> HYPERLINK &quot;{address}&quot; "
        f"</w:instrText></w:r>{char.format('separate')}<w:r><w:t>here</w:t></w:r>"
        f"{char.format('end')}</w:p>"
    )
    assert marks(article) == ([(InlineKind.LINK, "here", address)] if kept else [])


def test_a_text_box_stands_behind_its_paragraph_once():
    box = (
        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        "<mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r>"
        "</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p>"
        "<w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    article = with_body(f"<w:p><w:r><w:t>Before.</w:t>{box}<w:t>After.</w:t></w:r></w:p>")
    assert words(article) == ["Before.After.", "In a box."]


def test_a_table_in_a_text_box_is_read():
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    row = f"<w:tr>{cell.format('a')}{cell.format('b')}</w:tr>"
    box = f"<w:pict><w:txbxContent><w:tbl>{row}{row}</w:tbl></w:txbxContent></w:pict>"
    article = with_body(f"<w:p><w:r><w:t>Before.</w:t>{box}</w:r></w:p>")
    assert words(article) == ["Before.", "a\tb", "a\tb"]


def test_notes_that_refer_to_notes_and_endnotes():
    refer = "<w:p><w:r><w:t>x</w:t></w:r><w:r><w:{}noteReference w:id='{}'/></w:r></w:p>"
    note = "<w:{0}note w:id='{1}'>{2}</w:{0}note>"
    data = SAMPLE.read_bytes()
    body = refer.format("foot", 5) + refer.format("foot", 4) + refer.format("foot", 5)
    notes = note.format("foot", 4, refer.format("foot", 9)) + note.format(
        "foot", 5, "<w:p><w:r><w:t>five</w:t></w:r></w:p>"
    )
    notes += note.format("foot", 9, "<w:p/>" * 2 + "<w:p><w:r><w:t>nine</w:t></w:r></w:p>")
    wrapped = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    data = changed(data, "word/document.xml", lambda _: wrapped)
    data = changed(data, "word/footnotes.xml", lambda _: f"<w:footnotes {W}>{notes}</w:footnotes>")
    article = load_bytes(data, "-", "a.docx")
    check_sound(article)
    assert [one[3] for one in blocks(article)] == [
        "x[1]", "x[2]", "x[1]", "[1] five", "[2] x[3]", "[3] nine",
    ]  # fmt: skip


def test_endnotes_count_in_roman():
    refer = "<w:p><w:r><w:t>x</w:t></w:r><w:r><w:endnoteReference w:id='1'/></w:r></w:p>"
    assert words(with_body(refer)) == ["x[i]"]


NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/>
<w:isLgl/></w:lvl><w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum><w:num w:numId="91"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="92"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/>
</w:lvlOverride></w:num></w:numbering>"""


def numbered(list_id, depth, style=""):
    named = f"<w:pStyle w:val='{style}'/>" if style else ""
    return (
        f"<w:p><w:pPr>{named}<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{list_id}'/></w:numPr>"
        "</w:pPr><w:r><w:t>Item</w:t></w:r></w:p>"
    )


def with_lists(*items):
    document = bare()
    for markup in items:
        document.element.body.insert(-1, parse_xml(markup.replace("<w:p>", f"<w:p {W}>", 1)))
    data = changed(saved(document), "word/numbering.xml", lambda _: NUMBERING)
    article = load_bytes(data, "-", "a.docx")
    check_sound(article)
    return article


def test_lists_count_as_word_does():
    steps = [(91, 0), (91, 1), (91, 1), (91, 2), (91, 0), (91, 1), (91, 3), (92, 0), (92, 0)]
    article = with_lists(*(numbered(*step) for step in steps))
    assert [(level, label) for _, level, label, _ in blocks(article)] == [
        (1, "I."), (2, "c)"), (2, "d)"), (3, "1.4.1"), (1, "II."), (2, "c)"), (4, "•"),
        (1, "IX."), (1, "X."),
    ]  # fmt: skip


def test_a_heading_shows_its_number():
    (one,) = blocks(with_lists(numbered(91, 0, "Heading1")))
    assert one == (BlockKind.TITLE, 0, "", "I. Item")


def test_a_list_that_is_not_defined_has_dots():
    (one,) = blocks(with_lists(numbered(5, 0)))
    assert one == (BlockKind.LIST_ITEM, 1, "•", "Item")


def test_a_paragraph_taken_out_of_its_list():
    (one,) = blocks(with_lists(numbered(0, 0, "ListBullet")))
    assert one[0] == BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    ("count", "form", "sign"),
    [(28, "lowerLetter", "bb"), (1999, "upperRoman", "MCMXCIX"), (0, "lowerRoman", "0"),
     (7, "decimalZero", "07"), (7, "none", ""), (-1, "upperLetter", "-1"), (3, "chosung", "3")],
)  # fmt: skip
def test_forms_of_numbers(count, form, sign):
    assert written(count, form) == sign


def test_code_in_several_paragraphs_is_one_block():
    document = bare()
    document.styles.add_style("Source Code", 1)
    for line in ("def f():", "    return 1"):
        document.add_paragraph(line, style="Source Code")
    article = load_bytes(saved(document), "-", "a.docx")
    check_sound(article)
    assert blocks(article) == [(BlockKind.CODE, 0, "", "def f():\n    return 1")]


def test_tables_that_lay_out_a_page_are_read_as_its_paragraphs():
    document = bare()
    table = document.add_table(1, 2)
    for cell in table.rows[0].cells:
        for _ in range(3):
            cell.add_paragraph("A sentence of a column. " * 9)
    article = load_bytes(saved(document), "-", "a.docx")
    assert {kind for kind, *_ in blocks(article)} == {BlockKind.PARAGRAPH}


def test_merged_cells_keep_the_columns():
    document = bare()
    table = document.add_table(2, 3)
    for number, row in enumerate(table.rows):
        for cell, word in zip(row.cells, "abc", strict=True):
            cell.text = f"{word}{number}"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 2).merge(table.cell(1, 2))
    article = load_bytes(saved(document), "-", "a.docx")
    check_sound(article)
    assert article.text == "a0 b0\t\tc0 c1\na1\tb1\t"


def test_a_byline_in_the_text_is_read_and_put_aside():
    document = bare()
    document.add_heading("Unrest grows among the elites of the North", 0)
    document.add_paragraph("By Na-Ri Shin")
    document.add_paragraph("Posted June. 12, 2023 08:06")
    document.add_paragraph("Signs of unrest are growing, officials said on Monday. " * 5)
    article = load_bytes(saved(document), "-", "a.docx")
    assert article.published == "2023-06-12T08:06"
    assert article.found["published"] == "text"
    assert blocks(article)[2][0] == BlockKind.FURNITURE


def refusal(data, name="a.docx"):
    with pytest.raises(LoadError) as caught:
        load_bytes(data, "-", name)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


def test_an_empty_document():
    assert "a.docx is empty" in refusal(saved(bare()))


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("doctype", [BOMB, '<!DOCTYPE x SYSTEM "file:///etc/passwd">'])
@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml"])
def test_entities_and_document_types_are_refused(part, doctype):
    data = changed(SAMPLE.read_bytes(), part, lambda xml: doctype + xml.partition("?>")[2] or xml)
    if part == "word/footnotes.xml":
        data = changed(SAMPLE.read_bytes(), part, lambda xml: doctype + xml)
    assert "entities or a document type" in refusal(data)


def test_a_part_that_is_missing_or_damaged():
    data = SAMPLE.read_bytes()
    assert "is incomplete" in refusal(changed(data, "word/document.xml", lambda _: None))
    assert "damaged XML" in refusal(changed(data, "word/document.xml", lambda xml: xml[:-40]))
    assert "damaged XML" in refusal(changed(data, "word/styles.xml", lambda xml: xml[:-40]))
    # What a reader can do without may be broken.
    broken = changed(data, "docProps/core.xml", lambda xml: xml[:-40])
    assert load_bytes(broken, "-", "a.docx").title == "The bridge will close"


def test_another_document_under_the_name_of_one():
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "words")
    assert "is incomplete" in refusal(made.getvalue())
    assert "an old Office document" in refusal(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "a.doc"
    )


def test_a_truncated_file():
    assert "is cut off or damaged" in refusal(SAMPLE.read_bytes()[:20_000])


def test_a_deeply_nested_document():
    deep = f"<w:document {W}><w:body>" + "<w:sdt><w:sdtContent>" * 110 + "<w:p><w:r><w:t>x</w:t>"
    deep += "</w:r></w:p>" + "</w:sdtContent></w:sdt>" * 110 + "</w:body></w:document>"
    data = changed(SAMPLE.read_bytes(), "word/document.xml", lambda _: deep)
    assert load_bytes(data, "-", "a.docx").text == "x"
    deeper = deep.replace("<w:p>", "<w:sdt>" * 900 + "<w:p>").replace(
        "</w:p>", "</w:p>" + "</w:sdt>" * 900
    )
    assert "damaged XML" in refusal(
        changed(SAMPLE.read_bytes(), "word/document.xml", lambda _: deeper)
    )


DATA = SAMPLE.read_bytes()
DOCUMENT = zipfile.ZipFile(SAMPLE).read("word/document.xml").decode()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 255)), max_size=8),
    st.integers(0, len(DATA)) | st.just(len(DATA)),
)
def test_damaged_bytes_give_a_sound_article_or_a_sentence(changes, end):
    data = bytearray(DATA)
    for at, byte in changes:
        data[at] = byte
    for one in loaded_or_told(bytes(data[:end])):
        check_sound(one)


PIECES = st.sampled_from(
    ["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>a</w:t>", "<w:t> </w:t>", "<w:tab/>", "<w:br/>",
     "<w:b/>", "<w:rPr><w:b/></w:rPr>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>",
     "</w:tc>", "<w:ins>", "</w:ins>", "<w:del>", "</w:del>", "<w:footnoteReference w:id='2'/>",
     "<w:fldChar w:fldCharType='begin'/>", "<w:fldChar w:fldCharType='separate'/>",
     "<w:fldChar w:fldCharType='end'/>", "<w:instrText>HYPERLINK \"http://a.b/\"</w:instrText>",
     "<w:pPr><w:pStyle w:val='Heading1'/></w:pPr>", "<w:pPr><w:pStyle w:val='Title'/></w:pPr>",
     "<w:pPr><w:pStyle w:val='ListBullet'/></w:pPr>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
     "<w:pPr><w:numPr><w:ilvl w:val='x'/><w:numId w:val='1'/></w:numPr></w:pPr>",
     "<w:tcPr><w:gridSpan w:val='3'/></w:tcPr>", "<w:t>\ufeff\u2028\x85x</w:t>", "<!-- -->",
     "<w:drawing><w:txbxContent>", "</w:txbxContent></w:drawing>", "<w:outlineLvl w:val='-9'/>"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_markup_gives_a_sound_article_or_a_sentence(markup):
    from lxml import etree

    wrapped = f"<w:document {W}><w:body>{markup}</w:body></w:document>"
    mended = etree.fromstring(wrapped.encode(), etree.XMLParser(recover=True))
    whole = etree.tostring(mended).decode()
    for one in loaded_or_told(changed(DATA, "word/document.xml", lambda _: whole)):
        check_sound(one)


def check_sentence(said):
    assert "\n" not in str(said)
    assert str(said).endswith(".")


def loaded_or_told(data):
    found = []
    try:
        for one in articles_in_bytes(data, "/p/a.docx", "a.docx"):
            assert isinstance(one, Article)
            found.append(one)
    except LoadError as error:
        check_sentence(error)
    return found
