"""Files and pipes into articles; whatever is wrong with them in one sentence."""

import gzip
import hashlib
import os
import threading
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotate_tui import loaders
from annotate_tui.loaders import LoadError, decode, load_bytes, load_path, quick_hash
from annotate_tui.model import BlockKind
from annotate_tui.text.structure import block, from_bytes, to_bytes

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_e6830725a6523a0a.txt"
RUSSIAN = "Правительство внимательно следит за положением дипломатов за границей. " * 3
FRENCH = "Le gouvernement a été élu après une très longue journée d'été à la préfecture.\n" * 3
JAPANESE = (
    "政府は外交官の亡命について状況を注意深く見守っていると述べた。これは初めてのことである。" * 3
)


def test_the_sample_article():
    article = load_path(SAMPLE)
    data = SAMPLE.read_bytes()
    assert article.text == data.decode()
    assert article.title == "Growing unrest among N.K. elites, signs of serial defections"
    assert article.source == str(SAMPLE)
    assert (article.loader, article.loader_version, article.encoding) == ("plain", 1, "utf-8")
    assert article.authors == ("Na-Ri Shin", "Kwan-Seok Jang")
    assert article.published == article.updated == "2023-06-12T08:06"
    assert article.language == "en"
    assert article.original is None
    assert article.original_sha256 == hashlib.sha256(data).hexdigest() == quick_hash(SAMPLE)


def test_the_source_is_an_absolute_path(tmp_path, monkeypatch):
    (tmp_path / "note.txt").write_text("A note about the bridge.")
    monkeypatch.chdir(tmp_path)
    assert load_path("note.txt").source == str(tmp_path / "note.txt")


def test_the_source_is_the_same_from_every_folder(tmp_path, monkeypatch):
    (tmp_path / "note.txt").write_text("A note about the bridge.")
    (tmp_path / "sub").mkdir()
    (tmp_path / "link").symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    for path in ("sub/../note.txt", "link/note.txt", "./note.txt"):
        assert load_path(path).source == str(tmp_path / "note.txt")


def test_file_names_that_are_not_utf8_stay_apart(tmp_path):
    sources = set()
    for name in (b"a\xff.txt", b"a\xfe.txt"):
        path = tmp_path / os.fsdecode(name)
        path.write_text("Some words.")
        sources.add(load_path(path).source)
    assert sources == {str(tmp_path / "a\\xff.txt"), str(tmp_path / "a\\xfe.txt")}


def test_a_named_pipe_is_read_once_and_has_no_source(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert quick_hash(pipe) == ""
    feed = threading.Thread(
        target=pipe.write_text, args=["Words that came through a pipe."], daemon=True
    )
    feed.start()
    article = load_path(pipe)
    feed.join()
    assert (article.source, article.title) == ("", "Words that came through a pipe.")


def test_standard_input_has_no_source():
    article = load_bytes(b"Some words came through a pipe.", "-", "")
    assert article.source == ""
    assert article.title == "Some words came through a pipe."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Bridge to close\n\nThe bridge will close on Monday.", "Bridge to close"),
        ("The bridge will close. " * 10, "The bridge will close. " * 3 + "The bridge…"),
        ("Advertisement\n\nThe bridge will close.", "The bridge will close."),
        ("...\n\n[b]not markup[/b] is a line of words.\n", "..."),
    ],
)  # fmt: skip
def test_titles(text, title):
    assert load_bytes(text.encode(), "-", "name.txt").title == title


def test_a_text_without_a_headline_has_no_title_block():
    article = load_bytes(b"The bridge will close on Monday.\n\nIt is old.", "-", "")
    assert BlockKind.TITLE not in article.structure.kinds


def test_the_original_is_kept_only_where_it_differs():
    plain, windows = b"one\ntwo", b"\xef\xbb\xbfone\r\ntwo"
    assert load_bytes(plain, "-", "").original is None
    article = load_bytes(windows, "-", "")
    assert article.text == "one\ntwo"
    assert article.original == windows
    assert article.original_sha256 == hashlib.sha256(windows).hexdigest()


def test_control_characters_stay_in_the_text():
    assert load_bytes(b"red \x1b[31malert\x1b[0m and " * 9, "-", "").text.count("\x1b") == 18


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_in_other_widths(encoding):
    article = load_bytes(FRENCH.encode(encoding), "-", "")
    assert article.text == FRENCH
    assert article.encoding == encoding
    assert article.original == FRENCH.encode(encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (FRENCH, "cp1252"),
        ("A situação não é fácil, as eleições são amanhã às três.", "cp1252"),
        ("Rząd śledzi sytuację dyplomatów za granicą, źródła mówią że jest gorzej.", "cp1250"),
        ("He said “no” and left — it’s late, and the door was closed to all.", "cp1252"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "cp932"),
        ("정부는 외교관들의 상황을 면밀히 주시하고 있다고 밝혔다. " * 4, "cp949"),
        ("政府表示正在密切关注外交官的情况，并将采取措施。" * 4, "gb18030"),
        ("Der Bürgermeister sagte, die Brücke müsse geschlossen werden. Für später.\n", "cp1252"),
    ],
)
def test_the_usual_encodings(text, encoding):
    article = load_bytes(text.encode(encoding), "-", "")
    assert article.text == text
    assert article.encoding in (encoding, encoding.replace("-", "_"))


def test_a_long_text_whose_first_odd_byte_comes_late():
    for end in (FRENCH, FRENCH.strip()):
        text = "Plain words in a line.\n" * 20_000 + end
        assert load_bytes(text.encode("cp1252"), "-", "").text == text


def fail(path):
    with pytest.raises(LoadError) as caught:
        load_path(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


def test_a_missing_file(tmp_path):
    path = tmp_path / "none.txt"
    assert fail(path) == f"There is no file {path}: check the name."
    with pytest.raises(LoadError, match="There is no file"):
        quick_hash(path)


def test_a_folder(tmp_path):
    assert "is a folder" in fail(tmp_path)


def test_a_file_below_a_file(tmp_path):
    (tmp_path / "a").write_text("x")
    assert "cannot be read" in fail(tmp_path / "a" / "b")


def test_a_name_that_no_file_can_have():
    assert "cannot be read" in fail("a\0b")


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "secret.txt"
    path.write_text("x")
    monkeypatch.setattr(Path, "open", refuse)
    assert fail(path) == f"{path} may not be read: check its permissions."


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc2\xa0\n"])
def test_an_empty_file(tmp_path, data):
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    assert "empty.txt is empty" in fail(path)


def test_a_text_over_the_limit_is_refused_by_its_size(tmp_path, monkeypatch):
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), decode.MAX_BYTES + 1)
    assert "the limit of 64 MB" in fail(path)
    with pytest.raises(LoadError, match="limit of 64 MB"):
        quick_hash(path)
    # A pipe has no size beforehand.
    monkeypatch.setattr(decode, "MAX_BYTES", 10)
    with pytest.raises(LoadError, match="larger than the limit"):
        load_bytes(b"more than ten bytes", "-", "")


def test_a_pipe_is_a_file_too(tmp_path):
    read, write = os.pipe()
    os.write(write, b"Words from a pipe.")
    os.close(write)
    try:
        assert load_path(f"/dev/fd/{read}").text == "Words from a pipe."
    finally:
        os.close(read)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x7fELF\x02\x01\x01\0", "a program (ELF)"),
        (b"MZ\x90\0\x03\0", "a Windows program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\0\x01\x02\x03 no known kind", "a binary file"),
    ],
)
def test_binary_files_are_named(tmp_path, data, what):
    path = tmp_path / "thing"
    path.write_bytes(data)
    assert fail(path) == f"thing looks like {what}, not a text: save it as plain text first."


@pytest.mark.parametrize(
    ("data", "what", "way"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture", "recognise the text in it (OCR)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "an old Office document", "save it as .docx"),
        (gzip.compress(b"words", mtime=0), "a gzip archive", "unpack it"),
    ],
)
def test_a_binary_file_comes_with_a_way_to_its_words(tmp_path, data, what, way):
    path = tmp_path / "thing"
    path.write_bytes(data)
    said = fail(path)
    assert said.startswith(f"thing looks like {what}, not a text: ")
    assert way in said


@pytest.mark.parametrize("text", ["MZ is a code.", "ID3 tags are old.", "BZh, she said."])
def test_words_that_begin_like_a_binary_file(text):
    assert load_bytes(text.encode(), "-", "").text == text


def test_one_stray_nul_in_a_text_is_no_binary_file():
    text = "A long line of honest words. " * 20
    assert load_bytes((text + "\0").encode(), "-", "").text == text + "\ufffd"


def test_damaged_utf_16():
    with pytest.raises(LoadError, match="begins as UTF-16 but is damaged at byte"):
        load_bytes(b"\xff\xfe\x00\xd8\x00", "-", "")


def test_bytes_that_nothing_explains():
    with pytest.raises(LoadError, match="save it as"):
        load_bytes(bytes(range(128, 256)) * 4 + b"\xff\xfe\x81\x8d" * 50, "-", "odd.txt")


def test_the_format_is_chosen_by_the_name():
    assert load_bytes(b"# Head\n\ntext", "-", "a.MD").loader == "markdown"
    assert load_bytes(b"# Head\n\ntext", "-", "a.txt").loader == "plain"


def assert_sound(article):
    text, structure = article.text, article.structure
    at = 0
    for i in range(len(structure)):
        one = block(structure, i)
        piece = text[one.start : one.end]
        assert one.start >= at
        assert not text[at : one.start].strip()
        assert piece or one.kind == BlockKind.RULE
        assert piece == piece.rstrip()
        assert piece == piece.lstrip() or one.kind == BlockKind.CODE
        at = one.end
    assert not text[at:].strip()
    assert article.title == " ".join(article.title.split())
    assert article.title
    assert from_bytes(to_bytes(structure)) == structure
    spans = list(zip(structure.starts, structure.ends, strict=True))
    for a, b in zip(structure.mark_starts, structure.mark_ends, strict=True):
        assert any(start <= a < b <= end for start, end in spans)
    kept = article.original if article.original is not None else text.encode()
    assert hashlib.sha256(kept).hexdigest() == article.original_sha256


MARKUP = st.sampled_from(
    ["# ", "## ", "\n", "\n\n", "- ", "* ", "1. ", "3) ", "> ", ">", "    ", "\t", "```", "~~~",
     "`", "**", "*", "_", "~~", "[a](b)", "[a]: b", "![i](j)", "<b>", "</b>", "<div>", "<br>",
     "<!-- c", "-->", "<![", "<script>", "&amp;", "&#13;", "&#xFEFF;", "&nbsp;", "| a | b |",
     "|--|--|", "|", "---", "***", "===", "[^1]", "[^1]: note", "^[in]", "[ ] ", "[x] ",
     "title: t\n", "\\", "\r", "\x0c", "\ufeff", "한국어", "word", "A sentence. ", "\u2028",
     "\x85", "\x1c"]
)  # fmt: skip


@given(st.lists(MARKUP | st.text(max_size=5), max_size=40).map("".join))
@example("---\na\n---\n")
@example("|a|\n|-|\n|\t|\n")
@example("&#xFEFF;&#13;x")
@example("<![if x")
@example("^[in][^1]\n[^1]: > [^1]: a")
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_any_text_gives_a_sound_article_or_a_refusal(name, text):
    try:
        article = load_bytes(text.encode(errors="surrogatepass"), "-", name)
    except LoadError:
        return
    assert_sound(article)


@given(st.binary(max_size=200))
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_any_bytes_give_a_sound_article_or_a_refusal(name, data):
    try:
        article = load_bytes(data, "-", name)
    except LoadError:
        return
    assert_sound(article)


def test_every_loader_keeps_the_protocol():
    for loader in loaders.registry():
        assert loader.NAME
        assert loader.VERSION >= 1
    assert loaders.registry()[-1].claims(b"", "")


class Busy:
    """A file that another program writes each time it was read, so many times."""

    def __init__(self, path, times):
        self.path, self.times = path, times
        self.stat = os.fstat

    def __call__(self, descriptor):
        status = self.stat(descriptor)
        if self.times:
            self.times -= 1
            with self.path.open("a") as file:
                file.write("One more line.\n")
        return status


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path, monkeypatch):
    path = tmp_path / "growing.txt"
    path.write_text("The first line.\n")
    monkeypatch.setattr(os, "fstat", Busy(path, 1))
    article = loaders.load_path(path)
    assert article.text == "The first line.\nOne more line.\n"


def test_a_file_that_goes_on_changing_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "growing.txt"
    path.write_text("The first line.\n")
    monkeypatch.setattr(os, "fstat", Busy(path, 99))
    with pytest.raises(LoadError, match=r"growing\.txt changes while it is read: add it again"):
        loaders.load_path(path)


def test_a_file_that_states_an_address_is_known_by_its_path_too(tmp_path):
    path = tmp_path / "note.md"
    path.write_text("---\nsource: https://example.org/x\n---\n\n# A title\n\nSome words.\n")
    article = loaders.load_path(path)
    assert (article.source, article.places) == ("https://example.org/x", (str(path),))
    assert loaders.load_bytes(path.read_bytes(), "-", "").places == ()


def test_what_was_found_where_is_kept():
    page = (
        "Growing unrest\n\nGrowing unrest\n\nPosted June. 12, 2023 08:06\n\n" + "Words of it. " * 30
    )
    found = load_bytes(page.encode(), "/a.txt", "a.txt").found
    assert found == {"title": "text", "published": "text", "language": "text"}
    assert load_bytes(b"---", "/a.txt", "a.txt").found.get("title") == "file name"
    front = b"---\ntitle: Bridges\nauthor: Ann Lee\nlang: en\nurl: https://e.org/a\n---\n\nWords."
    assert load_bytes(front, "/a.md", "a.md").found == {
        "title": "front matter",
        "authors": "front matter",
        "language": "front matter",
        "source": "front matter",
    }
    assert load_bytes(b"# Bridges\n\nWords.", "/a.md", "a.md").found["title"] == "text"
