import csv as standard
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui import formats
from annotate_tui.formats import csv


def written(rows, columns, **options):
    stream = io.StringIO(newline="")
    count = csv.write(rows, columns, stream, **options)
    return count, stream.getvalue()


def test_exact_bytes_of_a_plain_table():
    rows = [
        {"a": "plain", "b": "one, two", "c": 3},
        {"a": 'says "no"', "b": "line\nbreak", "c": None, "other": "left out"},
        {"a": "=1+1", "b": "“Hard?” he asked", "c": -0.5},
        {},
    ]
    count, text = written(rows, ["a", "b", "c"])
    assert count == 4
    assert text.encode() == (
        b"a,b,c\r\n"
        b'plain,"one, two",3\r\n'
        b'"says ""no""","line\nbreak",\r\n'
        b"=1+1,\xe2\x80\x9cHard?\xe2\x80\x9d he asked,-0.5\r\n"
        b",,\r\n"
    )


def test_no_rows_is_a_header_alone():
    assert written([], ["tag", "text"]) == (0, "tag,text\r\n")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (16.0, "16"),
        (1.5, "1.5"),
        (1e30, "1e+30"),
        (True, "true"),
        (False, "false"),
        (["a", "b"], "a; b"),
        (("speaker", 2), "speaker; 2"),
        ({"k": "é"}, '{"k": "é"}'),
    ],
)
def test_cells(value, expected):
    assert csv.cell(value) == expected


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_excel_guards_every_formula_start_and_the_plain_table_none(start):
    text = start + "cmd"
    rows = [{"a": text}]
    guarded = list(standard.reader(io.StringIO(written(rows, ["a"], excel=True)[1], newline="")))
    plain = list(standard.reader(io.StringIO(written(rows, ["a"])[1], newline="")))
    assert guarded[1] == ["'" + text]
    assert plain[1] == [text]


@pytest.mark.parametrize("number", [-3, -0.25, "-3", "+4.5", "-1e5", "-.5"])
def test_excel_leaves_numbers_as_numbers(number):
    assert written([{"a": number}], ["a"], excel=True)[1] == f"\ufeffa\r\n{number}\r\n"


@pytest.mark.parametrize("text", ["-3-4", "-", "+", "-1,5", "- three", "-٣"])
def test_excel_guards_what_only_looks_like_a_number(text):
    assert "'" + text in written([{"a": text}], ["a"], excel=True)[1]


def test_excel_guards_the_header_too():
    name = "field.=x"
    assert written([], ["=x", name], excel=True)[1] == f"\ufeff'=x,{name}\r\n"


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_what_is_written_is_read_back(pairs):
    text = written([{"a": a, "b": b} for a, b in pairs], ["a", "b"])[1]
    read = list(standard.reader(io.StringIO(text, newline=""), strict=True))
    assert read == [["a", "b"], *map(list, pairs)]


def test_choose_by_name_by_ending_and_by_default():
    assert formats.choose(None, None)[0] == "csv"
    assert formats.choose(None, "-")[0] == "csv"
    assert formats.choose(None, "out")[0] == "csv"
    assert formats.choose(None, "Out.CSV")[0] == "csv"
    assert formats.choose("csv", "a.b/out") == ("csv", csv)


@pytest.mark.parametrize(
    ("name", "path", "said"),
    [
        ("pdf", None, "There is no format 'pdf'; there is: csv."),
        (
            None,
            "t.xlsx",
            "'t.xlsx' ends in .xlsx, which is no format that can be written; use .csv.",
        ),
        (
            "csv",
            "t.xlsx",
            "'t.xlsx' ends in .xlsx, which is no format that can be written; use .csv.",
        ),
    ],
)
def test_choose_refuses_in_one_sentence(name, path, said):
    with pytest.raises(formats.UnknownFormatError) as error:
        formats.choose(name, path)
    assert str(error.value) == said
