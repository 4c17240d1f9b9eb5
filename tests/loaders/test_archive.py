"""Zip archives: each file by its own format, and no trust in sizes, names and numbers."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loaders.sound import check_sound

from annotate_tui.loaders import LoadError, articles_in, articles_in_bytes, zip_reader
from annotate_tui.loaders.options import Options, Refused
from annotate_tui.model import Article

SAMPLE = Path(__file__).parent / "samples" / "sent.zip"
WORDS = "The bridge will close on Monday."


def zipped(files, method=zipfile.ZIP_DEFLATED):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def check_sentence(said):
    assert "\n" not in str(said)
    assert str(said).endswith(".")


def loaded(data, source="/p/a.zip", name="a.zip", **options):
    return list(articles_in_bytes(data, source, name, Options(**options)))


def refusal(data, **kwargs):
    """The one sentence about the whole, or about the only file."""
    try:
        found = loaded(data, **kwargs)
    except LoadError as error:
        sentence = str(error)
    else:
        assert [type(one) for one in found] == [Refused], found
        sentence = found[0].sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_the_sample():
    found = list(articles_in(SAMPLE))
    articles = [one for one in found if isinstance(one, Article)]
    places = [one.source.removeprefix(str(SAMPLE)) for one in articles]
    assert places == ["#articles/bridge.txt", "#articles/river.md", "#old.zip#deep note.txt"]
    assert [one.loader for one in articles] == ["plain", "markdown", "plain"]
    assert articles[1].title == "The river"
    (refused,) = [one for one in found if isinstance(one, Refused)]
    assert refused.place == f"{SAMPLE}#broken.txt"
    assert "broken.txt in sent.zip looks like a binary file" in refused.sentence
    for one in articles:
        check_sound(one)


def test_what_comes_through_a_pipe_has_no_source():
    data = zipped({"a.txt": WORDS, "b.zip": zipped({"c.txt": WORDS + " Today."})})
    assert [one.source for one in loaded(data, "-", "")] == ["", ""]


def test_an_article_of_an_archive_has_its_own_bytes():
    alone = next(articles_in_bytes(WORDS.encode(), "/p/a.txt", "a.txt"))
    (packed,) = loaded(zipped({"a.txt": WORDS}))
    assert packed.original_sha256 == alone.original_sha256
    assert packed.original is None


def test_patterns_choose_the_files():
    data = zipped({"a.txt": WORDS, "d/b.md": "# T\n\nWords.", "d/c.txt": WORDS, "d/p.png": "x"})
    assert [one.source for one in loaded(data, include=("*.md",))] == ["/p/a.zip#d/b.md"]
    assert [one.source for one in loaded(data, exclude=("d/*",))] == ["/p/a.zip#a.txt"]
    with pytest.raises(LoadError, match="nothing that was asked for"):
        loaded(data, include=("*.html",))


@pytest.mark.parametrize(
    "name", ["../a.txt", "d/../../a.txt", "/etc/passwd.txt", "C:\\a.txt", "C:a.txt", "d\\a.txt", "a\nb.txt"]
)  # fmt: skip
def test_names_that_lead_out_of_the_archive(name):
    found = loaded(zipped({name: WORDS, "good.txt": WORDS}))
    assert isinstance(found[0], Refused)
    assert "points out of the archive" in found[0].sentence
    assert "\n" not in found[0].sentence
    assert found[1].source == "/p/a.zip#good.txt"


def test_a_name_that_is_there_twice():
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", WORDS)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "Other words.")
    first, second = loaded(made.getvalue())
    assert first.text == WORDS
    assert "twice" in second.sentence


def test_names_in_utf8_that_do_not_say_so():
    data = zipped({"Br__cke.txt": WORDS}).replace(b"Br__cke", "Brücke".encode())
    assert [one.source for one in loaded(data)] == ["/p/a.zip#Brücke.txt"]


def test_an_archive_is_read_one_deep():
    deep = zipped({"c.zip": zipped({"d.txt": WORDS}), "b.txt": WORDS})
    found = loaded(zipped({"deep.zip": deep}))
    assert "an archive in an archive in an archive" in found[0].sentence
    assert found[0].place == "/p/a.zip#deep.zip#c.zip"
    assert found[1].source == "/p/a.zip#deep.zip#b.txt"


def test_a_zip_bomb_by_its_ratio():
    assert "zip bomb" in refusal(zipped({"zeros.txt": b"0" * 20_000_000}))


def test_what_is_packed_very_well_but_small_is_no_bomb():
    (article,) = loaded(zipped({"lines.txt": "The same line.\n" * 20_000}))
    assert article.text.startswith("The same line.")


def test_a_file_over_the_limit(monkeypatch):
    monkeypatch.setattr(zip_reader, "MAX_BYTES", 1000)
    assert "larger than the limit" in refusal(zipped({"a.txt": WORDS * 100}))


def test_all_files_together_have_a_limit(monkeypatch):
    monkeypatch.setattr(zip_reader, "MAX_TOTAL", 100)
    inner = zipped({f"{n}.txt": f"{n} {WORDS}" for n in range(3)}, zipfile.ZIP_STORED)
    found = loaded(zipped({f"{n}.txt": f"{n} {WORDS}" for n in range(9)}))
    assert [type(one) for one in found] == [Article] * 2 + [Refused] * 7
    assert "packed out of one archive" in found[-1].sentence
    # The archives within share the account of the outer one.
    monkeypatch.setattr(zip_reader, "MAX_TOTAL", len(inner) + 50)
    assert sum(isinstance(one, Article) for one in loaded(zipped({"i.zip": inner}))) == 1


def test_too_many_files(monkeypatch):
    monkeypatch.setattr(zip_reader, "MAX_MEMBERS", 10)
    assert "more than 10 files" in refusal(zipped({f"{n}.txt": "x" for n in range(11)}))


def test_files_that_overlap():
    data = bytearray(zipped({"a.txt": WORDS, "b.txt": WORDS}, zipfile.ZIP_STORED))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<L", 0)
    assert "overlap" in refusal(bytes(data))


def test_a_size_that_lies():
    data = bytearray(zipped({"a.txt": WORDS * 1000}))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<L", 10)
    assert "is damaged" in refusal(bytes(data))


def test_an_encrypted_file():
    data = bytearray(zipped({"a.txt": WORDS}))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 8] |= 1
    assert "a.txt in a.zip is encrypted" in refusal(bytes(data))


def test_a_method_that_cannot_be_stopped_in_the_midst():
    assert "packed in a way" in refusal(zipped({"a.txt": WORDS}, zipfile.ZIP_LZMA))


def test_a_truncated_archive():
    data = zipped({"a.txt": WORDS * 50, "b.txt": WORDS})
    assert refusal(data[:-30]) == (
        "a.zip is cut off or damaged, its list of files cannot be read: get it again and try once "
        "more."
    )


@pytest.mark.parametrize("files", [{}, {"a.png": b"x"}, {".hidden": b"x"}, {"d/": b""}])
def test_an_archive_without_texts(files):
    assert "holds no text" in refusal(zipped(files))


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}, "an Excel workbook"),
        ({"[Content_Types].xml": "x", "ppt/presentation.xml": "x"}, "a PowerPoint presentation"),
        ({"META-INF/MANIFEST.MF": "x", "A.class": "x"}, "a Java program"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "x"},
         "an OpenDocument text"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
          "META-INF/manifest.xml": "x"}, "an OpenDocument spreadsheet"),
    ],
)  # fmt: skip
def test_documents_of_other_kinds_are_named(files, what):
    assert f"a.zip is {what}" in refusal(zipped(files))
    (refused,) = loaded(zipped({"inner.bin2": zipped(files)}))
    assert what in refused.sentence


GOOD = zipped({"a.txt": WORDS, "d/b.md": f"# T\n\n{WORDS}", "c.zip": zipped({"e.txt": WORDS})})
CHANGES = st.lists(
    st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6
)


@settings(max_examples=150, deadline=None)
@given(CHANGES, st.integers(0, len(GOOD)))
def test_a_damaged_archive_is_refused_in_sentences(changes, end):
    data = bytearray(GOOD)
    for at, byte in changes:
        data[at] = byte
    for piece in (bytes(data), bytes(data)[:end]):
        try:
            for one in articles_in_bytes(piece, "/p/a.zip", "a.zip"):
                if isinstance(one, Article):
                    check_sound(one)
                else:
                    assert "\n" not in one.sentence
        except LoadError as error:
            check_sentence(error)


NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(NAMES, st.text(max_size=40), min_size=1, max_size=4))
def test_any_names_and_texts_give_sound_articles_or_sentences(files):
    try:
        data = zipped({name: text.encode(errors="replace") for name, text in files.items()})
    except (ValueError, OSError, IndexError):
        return
    try:
        for one in articles_in_bytes(data, "/p/a.zip", "a.zip"):
            if isinstance(one, Article):
                check_sound(one)
            else:
                assert "\n" not in one.sentence
                assert "\n" not in one.place
    except LoadError as error:
        check_sentence(error)
