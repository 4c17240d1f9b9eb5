import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.formats.codebooks import book, codebooks, row

from annotate_tui.formats import codebook as formats
from annotate_tui.formats.codebook import CodebookFileError
from annotate_tui.model import Codebook, Field
from annotate_tui.store.codebook import STARTING_TAGS

LOSSLESS = ["toml", "qdc"]


def through(name, codebook):
    chosen = formats.FORMATS[name]
    return chosen.read(chosen.write(codebook).encode(), f"book.{name}")


@pytest.mark.parametrize("name", LOSSLESS)
@given(codebook=codebooks())
def test_any_codebook_comes_back_equal(name, codebook):
    assert through(name, codebook) == codebook


@pytest.mark.parametrize("name", LOSSLESS)
def test_the_starting_codebook_comes_back_equal(name):
    codebook = Codebook(STARTING_TAGS)
    assert through(name, codebook) == codebook


@pytest.mark.parametrize("name", LOSSLESS)
def test_an_empty_codebook_comes_back_empty(name):
    assert through(name, Codebook()) == Codebook()


@pytest.mark.parametrize("name", LOSSLESS)
@pytest.mark.parametrize("line_ends", ["\r\n", "\r"])
def test_other_line_ends_change_nothing(name, line_ends):
    codebook = book(row("t1", "claim", description="one\n\ntwo \nthree", example="a\rb\r\nc"))
    chosen = formats.FORMATS[name]
    data = chosen.write(codebook).replace("\n", line_ends).encode()
    assert chosen.read(data, "book") == codebook


@pytest.mark.parametrize("name", [*LOSSLESS, "names"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_understood(name, encoding):
    chosen = formats.FORMATS[name]
    codebook = book(row("t1", "Ängste", key="a"), row("t2", "b", "t1"))
    found = chosen.read(chosen.write(codebook).encode(encoding), "book")
    assert [tag.path for tag in found.tags] == ["Ängste", "Ängste/b"]


@given(codebook=codebooks())
def test_the_hierarchy_and_its_names_come_back_from_a_list(codebook):
    standing = {tag.id for tag in codebook.tags if not tag.archived_at}
    if any(t.archived_at for t in codebook.tags if any(o.parent_id == t.id for o in codebook.tags)):
        return
    found = through("names", codebook)
    assert [t.path for t in found.tags] == [t.path for t in codebook.tags if t.id in standing]


pieces = st.sampled_from(
    ["[[tag]]\n", "[[tag.field]]\n", "[tag]\n", "name = ", '"a"', '"""', "path = ", '"a/b"', "\n", "kind = ",
     "archived = 2020-01-01\n", "[[variable]]\n", "{", "}", "[", "]", ",", "a.b.c = 1\n", "9" * 5000,
     "<CodeBook>", "</CodeBook>", "<Codes>", "</Codes>", '<Code name="a">', '<Code name="b" guid="{}">', "</Code>",
     "<Description>", "</Description>", "<?annotate {}?>", '<?annotate {"field": [{}]}?>', "<!DOCTYPE a []>",
     '<?xml version="1.0" encoding="utf-7"?>', "&a;", "&#0;", "]]>", "<![CDATA[", "\t", "  ", "- ", "#", ": ", "/"]
)  # fmt: skip


@pytest.mark.parametrize("name", list(formats.FORMATS))
@given(
    data=st.binary(max_size=80) | st.lists(pieces, max_size=14).map(lambda p: "".join(p).encode())
)
@example(data=b'<?xml version="1.0" encoding="shift_jis"?><CodeBook/>')
@example(data=b'<?xml version="1.0" encoding="nonsense"?><CodeBook/>')
@example(data=b"\xff\xfe\x00")
@example(data=b"\xfe\xff")
@example(data=b"a" + b".a" * 3000 + b" = 1")
@example(data=b"a = " + b"[" * 3000)
@example(data=b'[[tag]]\nname = "a"\narchived = 0001-01-01T00:00:00+14:00')
@example(
    data=b"<CodeBook><Codes><Code name='a'><?annotate "
    + b"[" * 99999
    + b"?></Code></Codes></CodeBook>"
)
def test_any_bytes_give_a_codebook_or_one_sentence(name, data):
    try:
        found = formats.FORMATS[name].read(data, "book")
    except CodebookFileError as error:
        said = str(error)
    else:
        assert isinstance(found, Codebook)
        return
    assert said.startswith("book")
    assert said.endswith((".", "?"))
    assert "\n" not in said


@pytest.mark.parametrize("name", list(formats.FORMATS))
def test_a_deep_hierarchy_is_no_recursion(name):
    deep = [row(f"t{i}", "n", f"t{i - 1}" if i else None) for i in range(2000)]
    codebook = book(*deep)
    assert [t.path for t in through(name, codebook).tags] == [t.path for t in codebook.tags]


@pytest.mark.parametrize("name", LOSSLESS)
def test_a_thousand_tags_take_less_than_a_second(name):
    fields = (Field(name="speaker"), Field(name="verdict", kind="choice", choices=("yes", "no")))
    text = "What is said of the economy, with a figure.\nAnd a second line. " * 3
    rows = [
        row(f"t{i}", f"tag {i}", f"t{i // 10}" if i else None, i, description=text, fields=fields)
        for i in range(1000)
    ]
    codebook = book(*rows)
    start = time.perf_counter()
    found = through(name, codebook)
    assert time.perf_counter() - start < 1
    assert [t.path for t in found.tags] == [t.path for t in codebook.tags]


def test_formats_are_chosen_by_name_or_ending():
    assert formats.choose(None, "a/b.QDC")[0] == "qdc"
    assert formats.choose(None, "list.txt")[0] == "names"
    assert formats.choose(None, None)[0] == "toml"
    with pytest.raises(formats.UnknownFormatError, match=r"ends in \.csv, which is no format"):
        formats.choose(None, "book.csv")
