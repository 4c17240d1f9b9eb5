"""PDF documents that reportlab wrote: what was set comes out, and what is wrong is told."""

from __future__ import annotations

import re
import zlib
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from io import BytesIO
from random import Random
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from tests.loaders.make_samples_pdf import (
    BYLINE,
    NOTE,
    PARAGRAPHS,
    SAMPLES,
    TITLE,
    Look,
    note_of,
    sample,
    typeset,
)
from tests.loaders.sound import check_sound

from annotate_tui.loaders import LoadError, decode, load_bytes, load_path, pdf, pdf_reading
from annotate_tui.loaders.pdf_words import Page, Pages, Properties, Word
from annotate_tui.model import BlockKind, InlineKind
from annotate_tui.text.structure import block, inline_marks

SAMPLE = SAMPLES / "newspaper.pdf"
ROOMY = Look(columns=1, size=11, leading=13.5)


def blocks(article):
    return [block(article.structure, i) for i in range(len(article.structure))]


def words_of(article, *kinds):
    return [article.text[b.start : b.end] for b in blocks(article) if not kinds or b.kind in kinds]


def read(data, name="report.pdf"):
    article = load_bytes(data, "/somewhere/report.pdf", name)
    check_sound(article)
    return article


def drawn(draw, size=(595, 842), **stated):
    made = BytesIO()
    canvas = Canvas(made, pagesize=size, invariant=1, encrypt=stated.pop("encrypt", None))
    canvas.setTitle(stated.get("title", ""))
    canvas.setAuthor(stated.get("author", ""))
    draw(canvas)
    canvas.save()
    return made.getvalue()


def fails(data):
    with pytest.raises(LoadError) as caught:
        load_bytes(data, "/somewhere/report.pdf", "report.pdf")
    message = str(caught.value)
    assert message.startswith("report.pdf ")
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_the_sample_is_what_its_maker_writes():
    assert SAMPLE.read_bytes() == sample()


def test_the_sample_as_a_reader_reads_it():
    article = load_path(SAMPLE)
    check_sound(article)
    text = [re.sub(r"\[(\d)\]$", r"\1", words) for words in PARAGRAPHS]
    assert words_of(article, BlockKind.PARAGRAPH) == [*text[:4], f"1 {NOTE}", *text[4:]]
    assert words_of(article, BlockKind.TITLE) == [TITLE]
    assert words_of(article, BlockKind.FURNITURE) == [BYLINE]
    assert (article.title, article.authors) == (TITLE, ("Mara Lindqvist",))
    assert (article.loader, article.language, article.published) == ("pdf", "en", "")
    assert article.found == {"title": "properties", "authors": "properties", "language": "text"}
    assert article.source == str(SAMPLE)
    assert article.original == SAMPLE.read_bytes()
    assert article.warnings == ()


LOOKS = {
    "one column": ROOMY,
    "two columns": Look(),
    "three columns": Look(columns=3, size=8.5, leading=10, gutter=12, indent=8),
    "four columns": Look(columns=4, size=7, leading=8, gutter=10, indent=7),
    "a narrow gutter": Look(columns=3, size=8, leading=9, gutter=8),
    "ragged": Look(justified=False),
    "gaps for indents": Look(indent=0, gap=5),
    "gaps, ragged, no hyphens": Look(
        columns=1, size=11, leading=13.5, indent=0, gap=6, justified=False, hyphens=False
    ),
    "each word for itself": Look(word_by_word=True),
    "another font": Look(font="Helvetica", size=9),
    "no running heads": Look(heads=False),
}


def told(truth, text):
    """The share of words that come out, in order."""
    a, b = " ".join(truth).split(), text.split()
    same = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(run.size for run in same) / max(len(a), len(b))


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_layouts(look):
    paragraphs = [words.removesuffix("[1]") for words in PARAGRAPHS]
    data, truth = typeset(look, paragraphs * 6)
    article = read(data)
    assert told(truth, article.text) > 0.998
    assert words_of(article, BlockKind.PARAGRAPH, BlockKind.TITLE) == [truth[0], *truth[2:]]


@pytest.mark.parametrize("look", [ROOMY, Look()])
def test_headings(look):
    paragraphs = [words.removesuffix("[1]") for words in PARAGRAPHS]
    data, truth = typeset(look, paragraphs * 4, headings=3)
    article = read(data)
    headings = [words for words in truth if words.startswith("What came after")]
    assert words_of(article, BlockKind.HEADING) == headings
    assert {b.level for b in blocks(article) if b.kind == BlockKind.HEADING} == {2}
    assert told(truth, article.text) > 0.998


def test_notes_come_after_the_paragraph_that_is_open():
    paragraphs = []
    for number in range(42):
        words = PARAGRAPHS[number % 7].removesuffix("[1]")
        paragraphs.append(f"{words}[{number // 7 + 1}]" if number % 7 == 1 else words)
    seen = words_of(
        read(typeset(Look(columns=1, size=11, leading=13), paragraphs)[0]), BlockKind.PARAGRAPH
    )
    notes = [note_of(number) for number in range(1, 7)]
    assert [words for words in seen if words in notes] == notes
    assert [words for words in seen if words not in notes] == [
        re.sub(r"\[(\d)\]$", r"\1", words) for words in paragraphs
    ]


def test_an_article_of_one_page_keeps_no_page_number():
    article = read(typeset(ROOMY, PARAGRAPHS[2:5])[0])
    assert "Page 1" not in article.text
    assert "THE HARBOUR COURIER" in words_of(article, BlockKind.FURNITURE)[0]


def test_emphasis_and_links():
    def draw(canvas):
        line = canvas.beginText(60, 700)
        for font, words in [("Times-Roman", "The "), ("Times-Bold", "whole "),
                            ("Times-Italic", "printed report"), ("Times-Roman", " is here.")]:  # fmt: skip
            line.setFont(font, 11)
            line.textOut(words)
        canvas.drawText(line)
        canvas.linkURL("https://example.org/report", (165, 695, 190, 712))
        canvas.linkURL("javascript:alert(1)", (60, 695, 80, 712))
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(60, 660, "Another paragraph stands below it, in plain type.")

    article = read(drawn(draw))
    words = "The whole printed report is here."
    assert article.text.startswith(words)
    marks = {
        (mark.kind, article.text[mark.start : mark.end], mark.href)
        for mark in inline_marks(article.structure, 0, len(words))
    }
    assert (InlineKind.STRONG, "whole", "") in marks
    assert (InlineKind.EMPHASIS, "printed report", "") in marks
    links = [mark for mark in marks if mark[0] == InlineKind.LINK]
    assert [href for _, _, href in links] == ["https://example.org/report"]


def prose(canvas, x=60.0, y=700.0, size=11.0):
    canvas.setFont("Times-Roman", size)
    for number, words in enumerate(
        ["The bridge will close on", "Monday, it was said, and", "it is old."]
    ):
        canvas.drawString(x, y - 14 * number, words)


SENTENCE = "The bridge will close on Monday, it was said, and it is old."


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_are_turned(turn):
    def draw(canvas):
        canvas.saveState()
        canvas.translate(400, 400)
        canvas.rotate(turn)
        prose(canvas, 0, 0)
        canvas.restoreState()

    assert read(drawn(draw)).text == SENTENCE


def test_what_runs_along_the_margin_comes_last_and_what_lies_aslant_not_at_all():
    def draw(canvas):
        canvas.saveState()
        canvas.translate(30, 200)
        canvas.rotate(90)
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(0, 0, "Printed in June")
        canvas.restoreState()
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()
        prose(canvas)

    assert read(drawn(draw)).text == f"{SENTENCE}\n\nPrinted in June"


def test_an_initial_over_three_lines():
    def draw(canvas):
        canvas.setFont("Times-Roman", 40)
        canvas.drawString(60, 672, "T")
        canvas.setFont("Times-Roman", 11)
        lines = ["he bridge will close on Monday, as", "the board said, and nobody could",
                 "say for how long the closure is to"]  # fmt: skip
        for number, words in enumerate(lines):
            canvas.drawString(88, 700 - 13 * number, words)
        for number, words in enumerate(
            ["last. Engineers had warned of cracks in the", "northern pier."]
        ):
            canvas.drawString(60, 661 - 13 * number, words)

    assert read(drawn(draw)).text == (
        "The bridge will close on Monday, as the board said, and nobody could say for how long "
        "the closure is to last. Engineers had warned of cracks in the northern pier."
    )


def test_type_that_is_made_large_by_its_matrix():
    def draw(canvas):
        line = canvas.beginText()
        line.setFont("Times-Roman", 1)
        line.setTextTransform(22, 0, 0, 22, 60, 740)
        line.textOut("A large headline")
        canvas.drawText(line)
        prose(canvas)

    article = read(drawn(draw))
    assert words_of(article, BlockKind.TITLE) == ["A large headline"]
    assert article.title == "A large headline"
    assert article.found["title"] == "text"


def test_lines_of_chinese_are_joined_without_blanks():
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    registerFont(UnicodeCIDFont("STSong-Light"))
    words = "政府表示正在密切关注外交官的情况并将采取措施。" * 4

    def draw(canvas):
        canvas.setFont("STSong-Light", 11)
        for number in range(0, len(words), 30):
            canvas.drawString(60, 700 - 16 * number / 30, words[number : number + 30])

    article = read(drawn(draw))
    assert article.text == words
    assert article.language == "zh"


def test_a_table_and_a_list():
    rows = [("Year", "People", "Share"), ("2019", "1,047", "12.5 %"), ("2020", "229", "3.1 %"),
            ("2021", "", "0.9 %")]  # fmt: skip

    def draw(canvas):
        prose(canvas)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                canvas.drawString(80 + 90 * column, 640 - 14 * number, cell)
        for number, words in enumerate(["the northern pier", "the southern pier"]):
            canvas.drawString(60, 560 - 14 * number, "•")
            canvas.drawString(72, 560 - 14 * number, words)

    article = read(drawn(draw))
    assert words_of(article, BlockKind.TABLE_ROW) == ["\t".join(row) for row in rows]
    items = [b for b in blocks(article) if b.kind == BlockKind.LIST_ITEM]
    assert [article.text[b.start : b.end] for b in items] == [
        "the northern pier",
        "the southern pier",
    ]
    assert [b.label for b in items] == ["•", "•"]


@pytest.mark.parametrize(
    ("stated", "title", "where"),
    [
        ("Unrest at the border", "Unrest at the border", "properties"),
        ("Microsoft Word - unrest.docx", TITLE, "text"),
        ("report.pdf", TITLE, "text"),
        ("Report", TITLE, "text"),
        ("untitled", TITLE, "text"),
        ("layout 1", TITLE, "text"),
        ("draft_7.indd", TITLE, "text"),
        ("\x07\x08", TITLE, "text"),
        ("", TITLE, "text"),
    ],
)  # fmt: skip
def test_titles(stated, title, where):
    article = read(typeset(ROOMY, PARAGRAPHS[2:4], stated=stated)[0])
    assert (article.title, article.found["title"]) == (title, where)


def test_without_a_headline_the_first_words_are_the_title():
    article = read(drawn(prose, author="Administrator"))
    assert article.title == SENTENCE
    assert article.authors == ()


def test_xmp_is_read_where_the_file_says_nothing_else():
    packet = (
        "<x:xmpmeta><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Unrest &amp; more</rdf:li>"
        "</rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>Jane Roe</rdf:li><rdf:li>Ann Poe"
        "</rdf:li></rdf:Seq></dc:creator>"
        "<prism:publicationDate>2023-06-12</prism:publicationDate></x:xmpmeta>"
    )
    article = read(drawn(prose) + packet.encode())
    assert (article.title, article.published) == ("Unrest & more", "2023-06-12")
    assert article.authors == ("Jane Roe", "Ann Poe")
    assert article.found["published"] == "properties"


def test_a_password_is_asked_for_in_a_sentence():
    assert "protected by a password" in fails(drawn(prose, encrypt=StandardEncryption("secret")))


def test_an_empty_password_is_none():
    locked = StandardEncryption("", ownerPassword="owner", canCopy=0)
    assert read(drawn(prose, encrypt=locked)).text == SENTENCE


def picture(canvas):
    from reportlab.lib.utils import ImageReader

    def part(kind, body):
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    size = (1).to_bytes(4)
    dot = part(b"IHDR", size + size + b"\x08\2\0\0\0") + part(b"IDAT", zlib.compress(b"\0red"))
    png = BytesIO(b"\x89PNG\r\n\x1a\n" + dot + part(b"IEND", b""))
    canvas.drawImage(ImageReader(png), 50, 50, 400, 400)


def test_pictures_alone_have_no_text_layer():
    message = fails(drawn(picture))
    assert "no text layer" in message
    assert "ocrmypdf" in message


def test_some_pictures_among_pages_are_a_warning():
    def draw(canvas):
        for number in range(6):
            (picture if number in (1, 2, 4) else prose)(canvas)
            canvas.showPage()

    article = read(drawn(draw))
    (warning,) = article.warnings
    assert warning.startswith("Pages 2 to 3 and 5 have no text layer")


def test_empty_pages():
    assert "no words" in fails(drawn(lambda canvas: canvas.showPage()))


def test_letters_that_no_font_names(monkeypatch):
    unknown = Word("\ue001\ue002\ue003" * 9, 60, 90, 100, 11)
    page = Page(595, 842, [unknown], [], unreadable=27)
    monkeypatch.setattr(
        pdf_reading, "read_pages", lambda data, name: Pages([page], 1, Properties(), [])
    )
    assert "does not say which letters" in fails(drawn(prose))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"junk " * 50, b"%PDF-"])
def test_a_damaged_file(data):
    assert "damaged or cut off" in fails(data)


def test_no_pages():
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    fails(data)


def test_very_many_pages_and_characters(monkeypatch):
    def draw(canvas):
        for _ in range(5):
            prose(canvas)
            canvas.showPage()

    data = drawn(draw)
    monkeypatch.setattr(pdf_reading, "MAX_PAGES", 3)
    article = read(data)
    assert article.warnings == ("Only the first 3 of 5 pages were read.",)
    monkeypatch.setattr(pdf_reading, "MAX_CHARS", 100)
    assert "characters: split it" in fails(data)


def test_a_crowded_page_takes_no_minutes():
    def draw(canvas):
        chance = Random(1)
        canvas.setFont("Times-Roman", 2)
        for _ in range(5000):
            canvas.drawString(chance.uniform(10, 560), chance.uniform(10, 800), "a")

    begun = process_time()
    read(drawn(draw))
    assert process_time() - begun < 15


def test_size_is_limited(monkeypatch):
    monkeypatch.setattr(decode, "MAX_BYTES", 10)
    assert "larger than the limit" in fails(drawn(prose))


def test_claims():
    data = drawn(prose)
    assert pdf.claims(data, "")
    assert pdf.claims(b"\xef\xbb\xbf\n" + data, "x.txt")
    assert pdf.claims(b"HTTP/1.1 200 OK\r\n\r\n" + data, "")
    assert not pdf.claims(b"A text about %PDF-1.7 files.", "about.pdf")
    assert not pdf.claims(b"<html>", "page.pdf")


def test_a_document_is_closed_whatever_happens(monkeypatch):
    import pypdfium2

    closed = []
    real = pypdfium2.PdfDocument.close

    def close(self):
        closed.append(self)
        return real(self)

    monkeypatch.setattr(pypdfium2.PdfDocument, "close", close)
    monkeypatch.setattr(pdf_reading, "MAX_CHARS", 1)
    fails(drawn(prose))
    assert len(closed) == 1


def mutated(data: bytes, seed: int) -> bytes:
    chance = Random(seed)
    changed = bytearray(data)
    if chance.random() < 0.4:
        return bytes(changed[: chance.randrange(len(changed))])
    for _ in range(chance.choice((1, 5, 60))):
        changed[chance.randrange(5, len(changed))] = chance.randrange(256)
    return bytes(changed)


SMALL = typeset(Look(), PARAGRAPHS[:3])[0]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**9))
def test_whatever_is_broken_is_read_or_refused(seed):
    data = b"%PDF-" + mutated(SMALL, seed)[5:]
    try:
        article = pdf.load(data, "", "report.pdf")
    except LoadError as error:
        message = str(error)
    else:
        check_sound(article)
        message = "report.pdf "
    assert message.startswith("report.pdf ")


@settings(max_examples=25, deadline=None)
@given(
    st.builds(
        Look,
        columns=st.integers(1, 3),
        size=st.sampled_from([8.0, 9.5, 11.0]),
        indent=st.sampled_from([0.0, 8.0, 14.0]),
        gap=st.sampled_from([0.0, 6.0]),
        justified=st.booleans(),
        hyphens=st.booleans(),
        heads=st.booleans(),
        word_by_word=st.booleans(),
        leading=st.sampled_from([12.0, 13.5]),
    ),
    st.integers(1, 25),
    st.integers(0, 5),
)
def test_any_layout_is_sound_and_no_word_is_lost(look, count, headings):
    paragraphs = [PARAGRAPHS[number * 3 % 7].removesuffix("[1]") for number in range(count)]
    data, truth = typeset(look, paragraphs, headings=headings)
    article = read(data)
    heads = 12 if look.heads else 0
    same = told(truth, article.text) * len(" ".join(truth).split())
    assert same >= 0.98 * len(" ".join(truth).split()) - heads


def test_threads_wait_for_one_another():
    with ThreadPoolExecutor(4) as pool:
        texts = set(pool.map(lambda _: pdf.load(SMALL, "", "a.pdf").text, range(12)))
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("Zo¨e M¨uller and Fran¸cois", "Zoë Müller and François"),
        ("caf´e d´ej`a na¨ıve r^ole", "café déjà naïve rôle"),
        ("`a quoted' 2^n ¨ and ´x", "`a quoted' 2^n ¨ and ´x"),
    ],
)
def test_accents_that_tex_prints_before_their_letters(drawn, read):
    from annotate_tui.loaders.pdf_reading import _clean

    assert " ".join(map(_clean, drawn.split())) == read


def test_bullets_and_bold_type_of_tex():
    from annotate_tui.loaders.pdf_reading import _BOLD, _clean

    assert [_clean(sign) for sign in ("\x0f", "\x88", "a\x8fb")] == ["•", "•", "ab"]
    fonts = [
        "CMBX12",
        "ABCDEF+SFBX1000",
        "NimbusRomNo9L-Medi",
        "CMR10",
        "SFRM1000",
        "NimbusRomNo9L-Regu",
    ]
    assert [bool(_BOLD.search(name)) for name in fonts] == [True, True, True, False, False, False]
