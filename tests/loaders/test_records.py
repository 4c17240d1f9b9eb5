"""Tables and JSON: each record an article."""

import csv
import io
import json
from contextlib import suppress

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.loaders.sound import check_sound

from annotate_tui.loaders import LoadError, Options, Refused, articles_in, articles_in_bytes
from annotate_tui.loaders.records import claims
from annotate_tui.loaders.records_columns import TEXTS, fold
from annotate_tui.model import Article, BlockKind
from annotate_tui.text.normal import normalise

LONG = "The council met on Monday and decided nothing. Nobody was surprised by that at all. " * 3


def read(content, name="t.csv", **options):
    data = content if isinstance(content, bytes) else content.encode()
    return list(articles_in_bytes(data, f"/p/{name}", name, Options(**options)))


def articles(content, name="t.csv", **options):
    read_ = read(content, name, **options)
    assert all(isinstance(one, Article) for one in read_), read_
    for one in read_:
        check_sound(one)
    return read_


def refused(content, name="t.csv", **options):
    with pytest.raises(LoadError) as caught:
        read(content, name, **options)
    said = str(caught.value)
    assert "\n" not in said
    assert name in said or not name
    return said


def test_a_table_has_an_article_in_each_row_and_its_details_in_columns():
    one, two = articles(
        "ID,Headline,Body,URL,Author,Date,Outlet,Lang,Desk\n"
        '7,Fire,"It burnt, and\nburnt.\n\nNobody was hurt.",https://e.org/fire?x=1,Ann Lee; Bo Ek,'
        "2024-03-05,The Herald,en-GB,city\n"
        "8,Flood,It rained.,,,,,,\n"
    )
    assert one.text == "It burnt, and\nburnt.\n\nNobody was hurt."
    assert (one.title, one.source) == ("Fire", "https://e.org/fire?x=1")
    assert one.places == ("/p/t.csv#id=7",)
    assert one.authors == ("Ann Lee", "Bo Ek")
    assert (one.published, one.site, one.language) == ("2024-03-05", "The Herald", "en")
    assert one.variables == {"Desk": "city"}
    assert one.found == dict.fromkeys(
        ("title", "source", "authors", "published", "site", "language"), "columns"
    )
    assert (two.source, two.places, two.variables) == ("/p/t.csv#id=8", (), {})
    assert one.original is None


def test_rows_without_an_id_are_counted_below_the_head():
    places = [a.source for a in articles("title,text\na,One two.\n\nb,Three four.\n")]
    assert places == ["/p/t.csv#row=1", "/p/t.csv#row=2"]


def test_an_id_or_address_that_stands_twice_names_neither_of_the_others():
    # As a source it would make the second row a new version of the first.
    address = "https://e.org/a"
    made = articles(f"id,url,text\n1,{address},One two.\n1,{address},Three four.\n")
    assert [a.source for a in made] == [address, "/p/t.csv#row=2"]
    assert made[1].variables == {"url": address, "id": "1"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_parts_the_columns_is_found(delimiter):
    rows = [["title", "text", "n"], ["a", "One, two; and\n“three” | four\tfive.", "5"]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    (one,) = articles(out.getvalue())
    assert (one.text, one.variables) == (rows[1][1], {"n": "5"})


def test_a_byte_order_mark_and_other_encodings():
    for data in (
        "\ufefftitle,text\nCafé,Größe über alles.\n".encode(),
        "title,text\nCafé,Größe über alles.\n".encode("cp1252"),
        "\ufefftitle,text\nCafé,Größe über alles.\n".encode("utf-16-le"),
    ):
        (one,) = articles(data)
        assert (one.title, one.text) == ("Café", "Größe über alles.")


def test_quotes_in_a_tabbed_table_are_words_where_they_are_not_sound():
    (one,) = articles('title\ttext\nSaid\t"We will," said Ann, "not wait."\n', "t.tsv")
    assert one.text == '"We will," said Ann, "not wait."'


def test_a_quotation_mark_out_of_place_refuses_its_row_alone():
    one, bad, two = read('title,text\na,One two.\nb,"Well," she said.\nc,Three four.\n')
    assert (one.text, two.text) == ("One two.", "Three four.")
    assert bad == Refused(
        "/p/t.csv#row=2",
        "t.csv, row 2: a quotation mark stands within a quoted cell: write it twice; it was left"
        " out.",
    )


def test_a_quotation_mark_that_is_never_closed_is_told():
    one, bad = read('title,text\na,One two.\nb,"Never ends\nc,Three four.\n')
    assert one.text == "One two."
    assert "never closed" in bad.sentence


def test_cells_beyond_the_head_and_names_that_stand_twice():
    (one,) = articles("text,n,n,\nOne two.,1,2,3,4\n")
    assert one.variables == {"n": "1", "n 2": "2", "column 4": "3", "column 5": "4"}


def test_a_table_without_a_head_has_numbered_columns():
    (one,) = articles(f'x,"{LONG}"\n')
    assert (one.text, one.variables) == (LONG, {"column 1": "x"})


def test_a_row_without_a_text_is_refused_with_its_number():
    one, bad = read("title,text\na,One two.\nb,\n")
    assert one.text == "One two."
    assert bad == Refused("/p/t.csv#row=2", "t.csv, row 2 has no text in “text”: it was left out.")


def test_the_longest_column_is_the_text_where_none_is_called_so():
    (one,) = articles(f'a,b\nshort words,"{LONG}"\n')
    assert (one.text, one.variables) == (LONG, {"a": "short words"})


def test_where_no_column_is_clearly_the_text_the_columns_are_named():
    said = refused("a,b\none two,three four\n")
    assert "--text-column" in said
    assert "it has a, b" in said


def test_a_text_column_that_is_missing_names_those_there_are():
    said = refused("title,text\na,One.\n", text_column="body")
    assert said == "t.csv has no column “body”: it has title, text."


def test_a_text_column_goes_before_one_that_is_called_so():
    (one,) = articles("text,Lead\nnot this,One two.\n", text_column="lead")
    assert (one.text, one.variables) == ("One two.", {"text": "not this"})


def test_a_table_of_its_head_alone_has_no_rows():
    assert "no rows" in refused("title,text\n")


def test_json_is_a_list_an_object_with_one_or_one_object():
    record = {"title": "A", "text": "One two."}
    for stated in ([record], {"status": "ok", "articles": [record]}, record):
        (one,) = articles(json.dumps(stated), "t.json")
        assert (one.title, one.text) == ("A", "One two.")
        assert one.source == "/p/t.json#row=1"


def test_a_dotted_column_goes_into_objects_and_takes_what_stands_beside():
    stated = [{"id": 3, "page": {"title": "A", "body": {"text": "One two.", "n": 1}, "x": "y"}}]
    (one,) = articles(json.dumps(stated), "t.json", text_column="page.body.text")
    assert (one.text, one.source) == ("One two.", "/p/t.json#id=3")
    (two,) = articles(
        json.dumps([{"page": {"title": "A", "body": "One two.", "x": "y"}, "k": "v"}]),
        "t.json",
        text_column="page.body",
    )
    assert (two.title, two.variables) == ("A", {"k": "v", "x": "y"})


def test_lists_and_objects_become_words():
    record = {
        "text": ["One two.", "Three four."],
        "tags": ["a", "b", 3],
        "place": {"town": "Łódź"},
        "n": 2.5,
        "seen": True,
        "none": None,
        "empty": [],
    }
    (one,) = articles(json.dumps([record]), "t.json")
    assert one.text == "One two.\n\nThree four."
    assert one.variables == {
        "tags": "a; b; 3",
        "place": '{"town": "Łódź"}',
        "n": "2.5",
        "seen": "true",
    }


def test_a_broken_line_is_refused_and_the_rest_goes_on():
    lines = '{"text": "One two."}\n{"text": \n\n[1]\n{"id": "x", "text": "Three four."}\n'
    one, bad, list_, two = read(lines, "t.jsonl")
    assert (one.source, two.source) == ("/p/t.jsonl#line=1", "/p/t.jsonl#id=x")
    assert bad == Refused(
        "/p/t.jsonl#line=2", "t.jsonl, line 2: it is no sound JSON; it was left out."
    )
    assert list_.place == "/p/t.jsonl#line=4"


def test_lines_that_are_all_broken_are_all_refused():
    assert [one.place for one in read("{a\n{b\n", "t.jsonl")] == [
        "/p/t.jsonl#line=1",
        "/p/t.jsonl#line=2",
    ]


def test_json_lines_under_the_name_of_a_document():
    lines = '{"text": "One two."}\n{"text": "Three four."}\n'
    assert [one.text for one in articles(lines, "t.json")] == ["One two.", "Three four."]


def test_broken_json_says_in_which_line():
    assert "line 3, column" in refused('[\n{"text": "One."},\n{"text" "Two."}]', "t.json")


@pytest.mark.parametrize(
    "content",
    ["[" * 100_000, '{"a":' + "9" * 5000 + "}", '{"a": NaN, "b": [Infinity]}', "[]", "{}"],
)
def test_odd_json_is_one_sentence(content):
    refused(content, "t.json")


def test_a_file_of_settings_is_no_article():
    said = refused('{"name": "x", "version": "1.0", "scripts": {"a": "b"}}', "package.json")
    assert "--text-column" in said
    assert "scripts.a" in said


def test_markup_in_a_text_becomes_what_a_reader_sees():
    markup = "<p>One <em>two</em>.</p><ul><li>Three</li></ul>"
    (one,) = articles(json.dumps([{"title": "A", "content": markup}]), "t.json")
    assert "<" not in one.text
    assert "One two." in one.text
    assert BlockKind.LIST_ITEM in set(one.structure.kinds)
    assert one.original == markup.encode()


def test_a_text_that_speaks_of_less_and_more_is_no_markup():
    (one,) = articles("text\nIf a <b and c> d holds.\n")
    assert one.text == "If a <b and c> d holds."


@pytest.mark.parametrize(
    ("name", "content", "ours"),
    [
        ("t.csv", b"a,b\n", True),
        ("t.JSON", b' {"a": 1}', True),
        ("t.json", b"words of no record", False),
        ("t.jsonl", b'{"a": 1}\n', True),
        ("t.ndjson", b"words", False),
        ("t.txt", b'{"text": "One two."}', False),
        ("", b"a,b\n1,2\n", False),
        ("t.csv", b"\x89PNG\r\n\x1a\n\0\0", False),
        ("t.csv", b"", False),
    ],
)
def test_what_is_claimed(name, content, ours):
    assert claims(content, name) is ours


@pytest.mark.parametrize("name", ["t.txt", ""])
@pytest.mark.parametrize("content", ["a,b\nx,One two.\n", '[{"a": "x", "b": "One two."}]'])
def test_who_names_a_column_says_that_it_is_a_table(name, content):
    (one,) = articles(content, name, text_column="b")
    assert (one.text, one.variables) == ("One two.", {"a": "x"})
    (plain,) = articles(content, name)
    assert plain.loader == "plain"


def test_a_text_without_that_column_stays_a_text():
    (one,) = articles("Words, and more words.\n\nAnd others.\n", "t.txt", text_column="b")
    assert one.loader == "plain"


def test_a_table_beyond_the_limit_is_read_line_by_line(tmp_path, monkeypatch):
    from annotate_tui import loaders

    monkeypatch.setattr(loaders, "MAX_BYTES", 100)
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xef\xbb\xbftitle,text\r\n" + b'a,"One\r\ntwo."\r\n' * 50)
    made = list(articles_in(path))
    assert len(made) == 50
    assert {one.text for one in made} == {"One\ntwo."}
    assert made[1].source == f"{path}#row=2"
    path.write_bytes(b"title,text\n" + "a,Größe\n".encode("cp1252") * 50)
    with pytest.raises(LoadError, match=r"t\.csv is not UTF-8"):
        list(articles_in(path))


CONTROLS = "".join(map(chr, {*range(32), 127} - set(b"\t\n\r")))
WORDS = st.text(
    # A text of control characters is a binary file.
    st.characters(exclude_categories=["Cs"], exclude_characters=CONTROLS),
    max_size=30,
)
NAMES = st.text("abcdexyz é", min_size=1, max_size=8).filter(
    lambda name: name.strip() and fold(name) not in {*TEXTS, "by", "id"}
)


@settings(max_examples=150, deadline=None)
@given(
    head=st.lists(NAMES, max_size=4, unique_by=lambda name: " ".join(name.split()).casefold()),
    rows=st.lists(st.lists(WORDS, min_size=5, max_size=5), min_size=1, max_size=5),
    kind=st.sampled_from([",", ";", "\t", "json", "jsonl"]),
)
def test_any_table_of_strings_comes_in_whole(head, rows, kind):
    names = ["text", *head]
    rows = [row[: len(names)] for row in rows]
    # A row without a word is a blank line.
    rows = [row for row in rows if any(normalise(cell).strip() for cell in row)]
    assume(rows)
    records = [dict(zip(names, row, strict=True)) for row in rows]
    if kind == "json":
        content, name = json.dumps(records), "t.json"
    elif kind == "jsonl":
        content, name = "".join(json.dumps(one) + "\n" for one in records), "t.jsonl"
    else:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=kind, quoting=csv.QUOTE_ALL)
        writer.writerows([names, *rows])
        content, name = out.getvalue(), "t.tsv" if kind == "\t" else "t.csv"
    assume("<" not in content)
    given_ = [one for one in records if normalise(one["text"]).strip()]
    if not given_:
        return
    made = read(content, name, text_column="text")
    kept = [one for one in made if isinstance(one, Article)]
    assert [one.text for one in kept] == [whole(one["text"], kind) for one in given_]
    for one, record in zip(kept, given_, strict=True):
        check_sound(one)
        assert one.variables == {
            " ".join(key.split()): words
            for key in head
            if (words := whole(record[key], kind)).strip()
        }
    assert len(made) == len(records)


def whole(words, kind):
    """The words as they come out: in a table, the mark at the head of the file is none of them."""
    return normalise(words) if kind in ("json", "jsonl") else normalise("x" + words)[1:]


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from(["t.csv", "t.tsv", "t.json", "t.jsonl"]),
    st.sampled_from(
        [b"", b"[", b"{", b'[{"text": "a b c"}, ', b'text,b\n"', b'{"text": "One."}\n']
    ),
)
def test_no_bytes_bring_any_other_error(data, name, head):
    said = []
    try:
        for one in articles_in_bytes(head + data, "/p/" + name, name):
            if isinstance(one, Article):
                check_sound(one)
            else:
                said.append(one.sentence)
    except LoadError as error:
        said.append(str(error))
    assert "\n" not in "".join(said)


@pytest.mark.parametrize("name", ["x.json", "x.jsonl", "x.csv"])
@pytest.mark.parametrize("data", ['{"a": 1}', '[{"a": 1}, {"a": 2}]', '{"a": {"b": 1}}', "a\n1\n"])
def test_one_column_without_words_is_no_text_and_no_fault(name, data):
    with suppress(LoadError):
        list(articles_in_bytes(data.encode(), "/x", name))


def test_one_column_of_numbers_does_not_say_which_holds_the_text():
    with pytest.raises(LoadError, match="--text-column"):
        list(articles_in_bytes(b'{"a": 1}', "/x.json", "x.json"))
