"""RTF documents as word processors write them, and as no one should."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.loaders.make_samples_pdf import SAMPLES
from tests.loaders.sound import check_sound

from annotate_tui.loaders import LoadError, decode, load_bytes, load_path, rtf
from annotate_tui.loaders.rtf_codes import page_codec
from annotate_tui.model import BlockKind, InlineKind
from annotate_tui.text.structure import block, inline_marks

SAMPLE = SAMPLES / "letter.rtf"
HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset2 Symbol;}"
    rb"{\f2\fcharset204 Cyr;}{\f3\fcharset128 Mincho;}}"
    rb"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 heading 2;}{\s4 Title;}"
    rb"{\*\cs3 Strong;}{\s5 Quote;}}"
)


def read(body, head=HEAD):
    article = load_bytes(head + body + b"}", "", "a.rtf")
    check_sound(article)
    return article


def blocks(article):
    return [block(article.structure, i) for i in range(len(article.structure))]


def seen(article):
    return [(b.kind, b.level, b.label, article.text[b.start : b.end]) for b in blocks(article)]


def marks(article):
    text = article.text
    return [
        (m.kind, text[m.start : m.end], m.href)
        for m in inline_marks(article.structure, 0, len(text))
    ]


def test_the_sample():
    article = load_path(SAMPLE)
    check_sound(article)
    assert (article.loader, article.language) == ("rtf", "en")
    assert (article.title, article.authors) == ("The old bridge", ("Mara Lindqvist", "Tomas Ek"))
    assert article.found == {"title": "properties", "authors": "properties", "language": "text"}
    assert article.published == ""
    assert article.original_sha256 == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert seen(article) == [
        (BlockKind.TITLE, 0, "", "The bridge – what is known"),
        (BlockKind.PARAGRAPH, 0, "", "The old bridge will close on Monday, the board said.[1]"),
        (BlockKind.LIST_ITEM, 1, "•", "Lorries take the detour."),
        (BlockKind.LIST_ITEM, 1, "•", "Cyclists may cross until Friday."),
        (BlockKind.HEADING, 2, "", "Traffic"),
        (BlockKind.TABLE_ROW, 1, "", "Year\tLorries"),
        (BlockKind.TABLE_ROW, 0, "", "2022\t1,047"),
        (BlockKind.PARAGRAPH, 0, "", "[1] Minutes of the board."),
    ]
    assert (InlineKind.EMPHASIS, "Monday", "") in marks(article)


def test_headings_and_titles():
    article = read(
        rb"\pard\s4 The headline\par\pard\s1 One\par\pard\outlinelevel2 Three\par"
        rb"\pard\s5 Said so.\par\pard Words.\par"
    )
    assert [(kind, level) for kind, level, _, _ in seen(article)] == [
        (BlockKind.TITLE, 0), (BlockKind.HEADING, 1), (BlockKind.HEADING, 3),
        (BlockKind.QUOTE, 1), (BlockKind.PARAGRAPH, 0),
    ]  # fmt: skip
    assert article.title == "The headline"
    assert article.found["title"] == "text"


def test_the_only_heading_of_the_first_level_is_the_title():
    article = read(rb"\pard\s1 {\b One}\par\pard Words.\par")
    assert seen(article)[0] == (BlockKind.TITLE, 0, "", "One")
    assert marks(article) == []


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"caf\'e9 \'93so\'94", "café “so”"),
        (rb"\u8364?12 \uc0\u8364 12", "€12 €12"),
        (rb"\uc2\u8364??12", "€12"),
        (rb"{\uc2\u8364\'80\'80}12", "€12"),
        (rb"\u-10179?\u-8704?", "\U0001f600"),
        (rb"a\u-10179? b", "a b"),
        (rb"a\u-8704? b", "a\ufffd b"),
        (rb"\f2\'cf\'f0\'e8\'e2\'e5\'f2", "Привет"),
        (rb"\f3\'93\'fa\'96\'7b", "日本"),
        (rb"\f3\'83A\f0 z", "アz"),
        (rb"\f1\'b7\f0 x", "•x"),
        (rb"\lquote a\rquote\emdash\~b\_c\-d", "‘a’—\u00a0b\u2011cd"),
        (rb"a\{b\}\\c", "a{b}\\c"),
        (b"one\\\ntwo", "one\n\ntwo"),
        (rb"one\line two\tab three", "one\ntwo\tthree"),
        (b"wo\r\nrds", "words"),
        (rb"{\v hidden}{\deleted gone}{\*\unknown{\b secret}}shown", "shown"),
        (rb"{\pict\pngblip 89504e47}shown", "shown"),
        (rb"{\*\shppict{\pict\bin7 }{\\a}x}}shown", "shown"),
        (rb"{\header head\par}{\footer foot}{\annotation note}shown", "shown"),
        (rb"{\field{\*\fldinst PAGE}{\fldrslt 7}} of", "7 of"),
        (
            rb"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt \pard boxed\par}}{\shprslt old}}x",
            "boxed\n\nx",
        ),
        (rb"{\upr{shown}{\*\ud{again}}}", "shown"),
        (rb"shown{\object{\*\objdata 0102}{\result }}", "shown"),
    ],
)
def test_what_a_reader_sees(body, text):
    assert read(body).text == text


@pytest.mark.parametrize(
    ("head", "text"),
    [(rb"{\rtf1\ansi\ansicpg1251 ", "Ж"), (rb"{\rtf1\mac ", "∆"), (rb"{\rtf1\pc ", "╞"),
     (rb"{\rtf1\ansi\ansicpg99999 ", "Æ"), (rb"{\rtf1 ", "Æ")],
)  # fmt: skip
def test_code_pages(head, text):
    assert read(rb"\'c6 and words", head).text == f"{text} and words"


def test_code_pages_are_those_that_python_knows():
    assert [page_codec(n) for n in (1250, 65001, 10000, 12)] == [
        "cp1250",
        "utf-8",
        "mac_roman",
        "cp1252",
    ]


def test_emphasis_and_links():
    article = read(
        rb'a {\b bold {\i both}} {\strike out} {\field{\*\fldinst{HYPERLINK "https://example.org/a"}}'
        rb'{\fldrslt{\ul the {\i site}}}} {\field{\*\fldinst{HYPERLINK "javascript:x"}}{\fldrslt no}}'
    )
    assert article.text == "a bold both out the site no"
    assert marks(article) == [
        (InlineKind.STRONG, "bold both", ""), (InlineKind.EMPHASIS, "both", ""),
        (InlineKind.STRIKE, "out", ""), (InlineKind.LINK, "the site", "https://example.org/a"),
        (InlineKind.EMPHASIS, "site", ""),
    ]  # fmt: skip


def test_lists_and_their_levels():
    article = read(
        rb"{\listtext\f1\'b7\tab}\ilvl0 One\par{\listtext\f1\'b7\tab}\ilvl1 Two\par"
        rb"\pard{\pntext 3.\tab}Three\par\pard Words\par"
    )
    assert [row[:3] for row in seen(article)] == [
        (BlockKind.LIST_ITEM, 1, "•"), (BlockKind.LIST_ITEM, 2, "•"),
        (BlockKind.LIST_ITEM, 1, "3."), (BlockKind.PARAGRAPH, 0, ""),
    ]  # fmt: skip
    assert article.text == "One\nTwo\nThree\n\nWords"


def test_tables():
    row = rb"\trowd\cellx1\cellx2\pard\intbl "
    article = read(
        row + rb"\trhdr Year\cell Number\cell\row" + row + rb"2019\cell\cell\row" + row
        + rb"{\b 2020}\cell 229\par more\tab \cell\row\pard After.\par"
    )  # fmt: skip
    assert article.text == "Year\tNumber\n2019\t\n2020\t229 more\n\nAfter."
    assert [level for _, level, _, _ in seen(article)] == [1, 0, 0, 0]
    assert marks(article) == [(InlineKind.STRONG, "2020", "")]


def test_a_frame_of_one_cell_is_a_paragraph():
    assert seen(read(rb"\trowd\pard\intbl Words in a box.\cell\row"))[0][0] == BlockKind.PARAGRAPH


def test_notes_stand_at_the_end():
    article = read(
        rb"One{\footnote\pard\plain {\super\chftn}  First.\par Second.} and two"
        rb"{\footnote {\chftn}{\i Other}}.\par Last.\par"
    )
    assert article.text == "One[1] and two[2].\n\nLast.\n\n[1] First.\n\nSecond.\n\n[2] Other"
    assert marks(article) == [(InlineKind.EMPHASIS, "Other", "")]


def test_notes_that_readers_may_leave_out_are_notes():
    """As LibreOffice and pandoc write them."""
    article = read(
        rb"One{\super\chftn}{\*\footnote\chftn\~\plain\pard {\pard First.\par}} and.\par"
    )
    assert article.text == "One[1] and.\n\n[1] First."


def test_markers_that_are_typed_before_a_tab_make_items():
    article = read(
        rb"{\pard \li360 \fi-360 1.\tx360\tab One {\b item}\par}{\pard \li720 \fi-360 \endash \tab Two\par}"
        rb"{\pard \li360 \fi-360 2.\tab Three\par}{\pard 3.\tab No item\par}"
        rb"{\pard\li720\fi-720 Fourth\tab neither\par}"
    )
    assert [(kind, level, label) for kind, level, label, _ in seen(article)] == [
        (BlockKind.LIST_ITEM, 1, "1."), (BlockKind.LIST_ITEM, 2, "–"), (BlockKind.LIST_ITEM, 1, "2."),
        (BlockKind.PARAGRAPH, 0, ""), (BlockKind.PARAGRAPH, 0, ""),
    ]  # fmt: skip
    assert article.text.startswith("One item\nTwo\nThree\n\n3.\tNo item")
    assert marks(article) == [(InlineKind.STRONG, "item", "")]


@pytest.mark.parametrize(
    ("info", "title", "authors"),
    [
        (rb"{\info{\title Unrest \'96 again}{\author Jane Roe}}", "Unrest – again", ("Jane Roe",)),
        (rb"{\info{\title a.rtf}{\author Administrator}}", "Some words.", ()),
        (rb"{\info{\title Dokument1}{\author }{\company X}}", "Some words.", ()),
        (rb"{\info{\title Unrest}{\author Jane Roe}{\author Ed}}", "Unrest", ("Jane Roe",)),
        (rb"{\info{\title {\b Unrest}}{\creatim\yr2023\mo6\dy12}}", "Unrest", ()),
    ],
)
def test_properties(info, title, authors):
    article = read(info + rb"\pard Some words.\par")
    assert (article.title, article.authors, article.published) == (title, authors, "")
    assert article.text == "Some words."


def test_a_file_that_is_cut_off_gives_what_it_has():
    article = load_bytes(HEAD + rb"\pard One.\par{\b Two", "", "a.rtf")
    check_sound(article)
    assert article.text == "One.\n\nTwo"
    assert article.warnings == ("a.rtf is cut off: what it still has was read.",)
    assert read(b"One.").warnings == ()


def fails(data):
    with pytest.raises(LoadError) as caught:
        load_bytes(data, "", "a.rtf")
    message = str(caught.value)
    assert message.startswith("a.rtf ")
    assert message.endswith(".")
    return message


@pytest.mark.parametrize("data", [b"{\\rtf1}", b"{\\rtf", HEAD + b"}", HEAD + rb"\par{\v x}}"])
def test_no_words(data):
    assert "is empty" in fails(data)


def test_groups_too_deep_and_files_too_large(monkeypatch):
    assert "deeper than 5,000" in fails(b"{\\rtf1 " + b"{" * 6000 + b"x")
    monkeypatch.setattr(decode, "MAX_BYTES", 10)
    assert "larger than the limit" in fails(b"{\\rtf1 some words}")


def test_what_follows_the_document_is_no_part_of_it():
    assert load_bytes(b"{\\rtf1 words}\0\0 rest", "", "a.rtf").text == "words"


def test_claims():
    assert rtf.claims(b"{\\rtf1\\ansi", "x.doc")
    assert rtf.claims(b"\xef\xbb\xbf\n{\\rtf1", "")
    assert not rtf.claims(b"about {\\rtf1", "a.rtf")


PIECES = st.sampled_from(
    [b"{", b"}", rb"\par ", rb"\u55357?", rb"\u56832?", rb"\u-257?", rb"\'e9", rb"\intbl ", rb"\cell ",
     rb"\row ", rb"\trowd ", rb"{\footnote ", rb"{\listtext ", rb"{\info{\title ", rb"\*", rb"\bin9 ",
     rb"\uc0 ", rb"\uc99999 ", rb"\f1 ", rb"\f3 ", rb"\pard ", rb"\s1 ", rb"\s4 ", rb"\v ", rb"\v0 ",
     rb"{\shptxt ", b" ", b"\t", b"words", b"\xef\xbb\xbf", rb"\~", rb"{\stylesheet{\s1 ", b"\\", b"\n",
     rb'{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt ', rb"\ansicpg932 ", rb"\line ", rb"\b ",
     rb"\i0 ", rb"{\fonttbl{\f9\fcharset128 ", rb"\nestcell ", rb"{\object{\result ", b"\x81", b"\0"]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=40), st.booleans())
def test_anything_is_read_or_refused(pieces, closed):
    data = HEAD + b"".join(pieces) + (b"}" if closed else b"")
    try:
        article = load_bytes(data, "", "a.rtf")
    except LoadError:
        assert not any(char.isalnum() for char in rtf_words(pieces))
    else:
        check_sound(article)


def rtf_words(pieces):
    """The words of pieces that hold nothing but words: these may not be refused."""
    return "".join(piece.decode() for piece in pieces) if set(pieces) <= {b"words", b" "} else ""


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_every_character_comes_through(words):
    units = words.encode("utf-16-le")
    codes = [
        int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)
    ]
    article = load_bytes(
        b"{\\rtf1 x" + b"".join(b"\\u%d?" % code for code in codes) + b"x}", "", "a.rtf"
    )
    # Signs of symbol fonts are what they draw.
    if not any("\uf000" <= char <= "\uf0ff" for char in words):
        assert article.text == f"x{words}x"
