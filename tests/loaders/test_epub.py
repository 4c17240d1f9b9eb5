"""E-books: chapters as articles or one whole, by the table of contents; locked and broken ones."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loaders.sound import check_sound

from annotate_tui.loaders import LoadError, articles_in, articles_in_bytes
from annotate_tui.loaders.options import Options, Refused
from annotate_tui.model import Article, BlockKind, InlineKind
from annotate_tui.text.structure import block

SAMPLES = Path(__file__).parent / "samples"
BOOK3, BOOK2 = SAMPLES / "bridge.epub", SAMPLES / "rivers.epub"
PROSE = (
    "The river ran high that spring, and nobody in the village trusted the old bridge any more. "
)


def blocks(article):
    found = (block(article.structure, i) for i in range(len(article.structure)))
    return [(b.kind, b.level, article.text[b.start : b.end]) for b in found]


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def changed(path, **changes):
    """The book with members replaced, by the last word of their names; None drops one."""
    files = members(path)
    for key, data in changes.items():
        name = next((n for n in files if Path(n).stem == key), key.replace("__", "/"))
        if data is None:
            del files[name]
        else:
            files[name] = data
    return packed(files)


def loaded(data, source="/p/b.epub", name="b.epub", **options):
    found = list(articles_in_bytes(data, source, name, Options(**options)))
    for one in found:
        if isinstance(one, Article):
            check_sound(one)
    return found


def refusal(data, **options):
    with pytest.raises(LoadError) as caught:
        loaded(data, **options)
    check_sentence(caught.value)
    return str(caught.value)


def check_sentence(said):
    assert "\n" not in str(said)
    assert str(said).endswith(".")


def made_book(pages, contents=(), extra=""):
    """A book of pages by their names, with (label, href, depth) as its table of contents."""
    files = dict(members(BOOK2))
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    files["OEBPS/book.opf"] = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Book</dc:title></metadata>'
        f'<manifest>{items}<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        f'</manifest><spine toc="ncx">{spine}</spine>{extra}</package>'
    )
    points, depth = "", -1
    for label, href, level in contents:
        points += "</navPoint>" * (depth - level + 1)
        points += f"<navPoint><navLabel><text>{label}</text></navLabel><content src='{href}'/>"
        depth = level
    points += "</navPoint>" * (depth + 1)
    files["OEBPS/toc.ncx"] = (
        f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'
    )
    files |= {f"OEBPS/{name}": f"<html><body>{body}</body></html>" for name, body in pages.items()}
    return packed(files)


def test_the_sample_of_epub_3():
    first, second = articles_in(BOOK3)
    for one in (first, second):
        check_sound(one)
        assert (one.site, one.authors, one.language) == ("The Bridge", ("Jane Doe",), "en")
        assert (one.published, one.updated) == ("2021-04-01", "")
        assert one.variables == {
            "publisher": "River Press", "identifier": "urn:isbn:9780000000002",
        }  # fmt: skip
        assert set(one.found.values()) == {"properties"}
    assert (first.title, second.title) == ("The flood", "The Bridge: Chapter 2")
    assert first.source == f"{BOOK3}#OEBPS/text/one.xhtml"
    assert second.source == f"{BOOK3}#OEBPS/text/two a.xhtml"
    assert first.original == members(BOOK3)["OEBPS/text/one.xhtml"]
    assert [kind for kind, *_ in blocks(first)] == [
        BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
    ]  # fmt: skip
    structure = first.structure
    assert list(structure.mark_kinds) == [InlineKind.LINK, InlineKind.EMPHASIS]
    assert structure.hrefs == {0: "https://example.org/river"}
    # The second file of the chapter stands in no table of contents.
    assert [words for _, _, words in blocks(second)][2] == "It stood."


def test_the_sample_of_epub_2_has_its_chapters_in_one_file():
    first, second = articles_in(BOOK2)
    for one in (first, second):
        check_sound(one)
    assert [one.title for one in (first, second)] == ["I. The Han", "II. The Rhine"]
    assert [one.source for one in (first, second)] == [
        f"{BOOK2}#OEBPS/main.html#han", f"{BOOK2}#OEBPS/main.html#rhine",
    ]  # fmt: skip
    assert blocks(first)[0] == (BlockKind.TITLE, 0, "I. The Han")
    assert first.text.endswith("Café été.")
    assert second.text.startswith("II. The Rhine\n\nThe river ran high")
    assert (first.authors, first.published) == (("Kim Min-ji",), "1999")


def test_the_whole_book_is_one_article():
    (one,) = loaded(BOOK3.read_bytes(), whole=True)
    assert (one.title, one.site, one.source) == ("The Bridge", "River Press", "/p/b.epub")
    assert one.original == BOOK3.read_bytes()
    heads = [found for found in blocks(one) if found[0] in (BlockKind.TITLE, BlockKind.HEADING)]
    assert heads == [
        (BlockKind.TITLE, 0, "The Bridge"),
        (BlockKind.HEADING, 1, "The flood"),
        (BlockKind.HEADING, 2, "Chapter 2"),
    ]
    assert "All rights reserved" not in one.text


@pytest.mark.parametrize("name", ["", "b.epub", "b.zip", "b.bin"])
def test_it_is_known_by_its_content(name):
    for data in (BOOK3.read_bytes(), changed(BOOK3, mimetype=None)):
        assert [one.loader for one in loaded(data, "-", name)] == ["epub", "epub"]
        assert [one.source for one in loaded(data, "-", name)] == ["", ""]


def simple(body, label="", name="one"):
    """A book of one page whose table of contents has one entry."""
    package = (
        '<package version="2.0" xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc='
        '"http://purl.org/dc/elements/1.1/"><dc:title>The Bridge</dc:title></metadata><manifest>'
        '<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        f'<item id="a" href="{name}.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>'
        '</manifest><spine toc="n"><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    contents = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint id="p"><navLabel><text>'
        f'{label}</text></navLabel><content src="two.xhtml"/></navPoint></navMap></ncx>'
    )
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="b.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    return packed(
        {
            "mimetype": b"application/epub+zip", "META-INF/container.xml": container.encode(),
            "b.opf": package.encode(), "toc.ncx": contents.encode(),
            f"{name}.xhtml": page.format(f"<p>{PROSE[:85]}</p>").encode(),
            "two.xhtml": page.format(body).encode(),
        }
    )  # fmt: skip


def test_an_article_saved_as_a_book_has_the_books_title():
    book = simple(
        f"<p>The flood</p><p>{PROSE * 30}</p><h2>The ferry</h2>", "The ferry", "title_page"
    )
    (article,) = loaded(book)
    assert (article.title, article.found["title"]) == ("The Bridge", "properties")
    (article,) = loaded(simple(f"<h1>The ferry</h1><p>{PROSE * 30}</p>", "The ferry", "title_page"))
    assert article.title == "The ferry"


def test_pages_are_told_by_the_names_of_their_files_where_they_state_nothing():
    body = f"<h1>The ferry</h1><p>{PROSE * 30}</p>"
    assert len(loaded(simple(body, "The ferry", "Title_Page1"))) == 1
    assert len(loaded(simple(body, "The ferry", "poem"))) == 2


def test_chapters_below_parts():
    pages = {f"{n}.xhtml": f"<h2>Head {n}</h2><p>{PROSE}</p>" for n in range(4)}
    contents = [
        ("Part One", "0.xhtml", 0), ("Rain", "0.xhtml#x", 1), ("Flood", "1.xhtml", 1),
        ("Part Two", "2.xhtml", 0), ("Ice", "3.xhtml", 1),
    ]  # fmt: skip
    assert [one.title for one in loaded(made_book(pages, contents))] == [
        "Book: Part One", "Flood", "Book: Part Two", "Ice",
    ]  # fmt: skip


def test_sections_of_a_chapter_do_not_cut_it():
    body = (
        f"<h1>One</h1><p>{PROSE}</p><h2 id='a'>S</h2><p>{PROSE}</p><h2 id='b'>T</h2><p>{PROSE}</p>"
    )
    contents = [("The rain", "1.xhtml", 0), ("S", "1.xhtml#a", 1), ("T", "1.xhtml#b", 1)]
    (one,) = loaded(made_book({"1.xhtml": body}, contents))
    assert one.title == "The rain"
    assert one.text.count("The river") == 3


def test_a_file_that_ends_one_chapter_and_begins_the_next():
    pages = {
        "1.xhtml": f"<h2 id='c1'>First</h2><p>{PROSE}</p>",
        "2.xhtml": f"<p>It went on.</p><div><h2><a name='c2'></a>Second</h2><p>{PROSE}</p></div>",
    }
    contents = [("First", "1.xhtml#c1", 0), ("Second", "2.xhtml#c2", 0)]
    first, second = loaded(made_book(pages, contents))
    assert first.text.endswith("\n\nIt went on.")
    assert first.source == "/p/b.epub#OEBPS/1.xhtml"
    assert second.text.startswith("Second\n\n")
    assert second.source == "/p/b.epub#OEBPS/2.xhtml#c2"


def test_pages_without_prose_are_left_out():
    pages = {
        "cover.xhtml": "<p>The Book</p>",
        "toc.xhtml": "".join(f"<p><a href='{n}.xhtml'>Chapter {n}, a long name</a></p>" for n in range(20)),
        "rights.xhtml": f"<p>© 2020. First published 1999. ISBN 9780000000002. {PROSE}</p>",
        "title.xhtml": f"<p>{PROSE}</p>",
        "1.xhtml": f"<p>{PROSE}</p>",
    }  # fmt: skip
    guide = '<guide><reference type="title-page" href="title.xhtml"/></guide>'
    (one,) = loaded(made_book(pages, extra=guide))
    assert one.source == "/p/b.epub#OEBPS/1.xhtml"


def test_front_matter_that_holds_prose_stays():
    pages = {"title.xhtml": f"<p>{PROSE * 30}</p>", "1.xhtml": f"<p>{PROSE}</p>"}
    guide = '<guide><reference type="title-page" href="title.xhtml"/></guide>'
    assert len(loaded(made_book(pages, extra=guide))) == 2


@pytest.mark.parametrize(
    "mark",
    [
        "<a epub:type='noteref' href='n.xhtml#n1'>1</a>",
        "<a role='doc-noteref' href='#n1'><span>1</span></a>",
        "<sup><a epub:type='noteref' href='#n1'>1</a></sup>",
        "<a epub:type='noteref' href='#n1'><sup>1</sup></a>",
    ],
)
def test_marks_of_notes_stand_in_brackets(mark):
    (one,) = loaded(made_book({"1.xhtml": f"<p>{PROSE}The bridge{mark} fell.</p>"}))
    assert one.text.endswith("The bridge[1] fell.")
    assert not one.structure.hrefs


def test_a_book_of_short_pages():
    pages = {f"{n}.xhtml": f"<p>Line {n}.</p>" for n in range(3)}
    assert [one.text for one in loaded(made_book(pages))] == ["Line 0.", "Line 1.", "Line 2."]
    (one,) = loaded(made_book(pages), whole=True)
    assert one.text == "Book\n\nLine 0.\n\nLine 1.\n\nLine 2."


def test_chinese_prose_counts_by_its_width():
    pages = {"1.xhtml": f"<p>{'政府は状況を見守っている。' * 4}</p>", "2.xhtml": "<p>A name</p>"}
    assert [one.source for one in loaded(made_book(pages))] == ["/p/b.epub#OEBPS/1.xhtml"]


def lock(uri, algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"):
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        'xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
        + "".join(
            f'<e:EncryptedData><e:EncryptionMethod Algorithm="{algorithm}"/><e:CipherData>'
            f'<e:CipherReference URI="{one}"/></e:CipherData></e:EncryptedData>'
            for one in uri.split()
        )
        + "</encryption>"
    )


def test_copy_protection():
    data = changed(BOOK2, **{"META-INF__encryption.xml": lock("OEBPS/main.html")})
    assert refusal(data) == (
        "b.epub is locked by copy protection (DRM): get it without, or as text."
    )
    fonts = lock("OEBPS/a.otf", "http://www.idpf.org/2008/embedding")
    assert len(loaded(changed(BOOK2, **{"META-INF__encryption.xml": fonts}))) == 2
    one = changed(BOOK3, **{"META-INF__encryption.xml": lock("OEBPS/text/one.xhtml")})
    first, second = loaded(one)
    assert isinstance(first, Refused)
    assert "one.xhtml in b.epub is locked" in first.sentence
    assert second.title == "The Bridge: Chapter 2"
    (whole,) = loaded(one, whole=True)
    assert "is locked" in whole.warnings[0]


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("part", ["book", "container"])
def test_entities_are_refused(part):
    data = BOMB + b"<package>&b;</package>"
    assert "entities" in refusal(changed(BOOK3, **{part: data}))


def test_entities_in_a_chapter():
    page = BOMB + f"<html><body><p>&b; &a; {PROSE}</p></body></html>".encode()
    first, second = loaded(changed(BOOK3, one=page))
    assert isinstance(first, Refused)
    assert "one.xhtml in b.epub defines XML entities" in first.sentence
    assert second.title == "The Bridge: Chapter 2"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"book": None}, "is incomplete"),
        ({"book": b"<package>"}, "damaged XML"),
        ({"container": b"no xml"}, "damaged XML"),
        ({"book": b"<package/>"}, "lists no chapters"),
        ({"container": None, "book": None}, "no package file"),
    ],
)
def test_damaged_packages(changes, said):
    assert said in refusal(changed(BOOK3, **changes))


def test_what_a_book_can_be_read_without():
    assert len(loaded(changed(BOOK3, container=None))) == 2
    assert [one.title for one in loaded(changed(BOOK3, nav=b"<html><body><nav>x"))] == [
        "The flood", "The Bridge: Chapter 2", "It stood.",
    ]  # fmt: skip
    first, _ = loaded(changed(BOOK3, one=None))
    assert isinstance(first, Refused)
    assert first.place == "/p/b.epub#OEBPS/text/one.xhtml"


def test_a_book_of_pictures():
    page = b"<html><body><img src='a.png'/></body></html>"
    data = made_book({"1.xhtml": "<img src='a.png'/>"})
    assert "its pages may be pictures" in refusal(data)
    assert "its pages may be pictures" in refusal(changed(BOOK2, main=page), whole=True)


def test_a_truncated_book():
    assert "is cut off or damaged" in refusal(BOOK3.read_bytes()[:2000])


def test_a_file_beyond_the_book_is_not_read():
    data = made_book({"../../../etc/passwd": "x"})
    (refused,) = loaded(data)
    assert "is incomplete" in refused.sentence


DATA = BOOK3.read_bytes()
PLAIN = packed(members(BOOK3))


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from([DATA, PLAIN]),
    st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 255)), max_size=8),
    st.integers(0, len(PLAIN)),
    st.booleans(),
)
def test_damaged_books_give_sound_articles_or_sentences(data, changes, end, whole):
    damaged = bytearray(data)
    for at, byte in changes:
        damaged[at] = byte
    check_all(bytes(damaged[:end]), whole)


PIECES = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<section>", "</section>", "<h1>", "</h1>", "<h2 id='b'>",
     "</h2>", "<a id='a'/>", "<a name='c'>", "</a>", "<a href='x.html#y'>", "<span id='b'>", "</span>",
     "<ul><li>", "</li></ul>", "<table><tr><td>", "</td></tr></table>", "<br/>", "<hr/>", "text ",
     PROSE, "<!-- x -->", "<sup>", "</sup>", "&nbsp;", "&#65279;", "<pre>  x", "</pre>", "<img/>",
     "<em>", "</em>", "<blockquote>", "</blockquote>", "<?pi x?>", "<title/>", "\x85"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=25).map("".join), min_size=1, max_size=3), st.booleans())
def test_any_pages_give_sound_articles_or_sentences(bodies, whole):
    pages = {f"{n}.xhtml": body for n, body in enumerate(bodies)}
    contents = [(f"L{key}", f"{n}.xhtml#{key}", 0) for n in range(len(pages)) for key in "abc"]
    check_all(made_book(pages, contents), whole)


def check_all(data, whole):
    try:
        for one in articles_in_bytes(data, "/p/b.epub", "b.epub", Options(whole=whole)):
            if isinstance(one, Article):
                check_sound(one)
            else:
                check_sentence(one.sentence)
    except LoadError as error:
        check_sentence(error)
