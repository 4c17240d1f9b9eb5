from __future__ import annotations

import io

import pytest

from annotate_tui.formats import FORMATS
from annotate_tui.services import exporting
from annotate_tui.services.adding import add_bytes, add_path, sample_path
from annotate_tui.services.marking import add_note, tag_span
from annotate_tui.store import LibraryError


def csv(table) -> str:
    stream = io.StringIO(newline="")
    FORMATS["csv"].write(table.rows, table.columns, stream)
    return stream.getvalue()


def test_rows_in_the_order_of_the_text(sample):
    quote, figure = sample.tag("quote"), sample.tag("figure")
    tag_span(*sample.where, sample.span("at least 16 North Korean defectors"), figure)
    add_note(*sample.where, sample.span("Vladivostok"), "where?")
    tag_span(*sample.where, sample.span("“Earlier this year"), quote, fields={"speaker": "X"})
    table = exporting.annotation_table(sample.library)
    assert [row["tag"] for row in table.rows] == ["", "figure", "quote"]
    lines = csv(table).split("\r\n")
    assert lines[0].startswith("tag,text,speaker,speaker_text,speaker_role,named,note,context,")
    assert lines[1].startswith(',Vladivostok,,,,,where?,"These concerns arose after a number')
    assert len(lines) == 5
    for row in table.rows:
        words = sample.document.text[row["start_char"] : row["end_char"]]
        assert " ".join(words.split()) == row["text"]


def test_choosing_rows(open_library, sample):
    other = open_library(coder="bob")
    spans = [sample.span(w) for w in ("Vladivostok", "Russia", "COVID-19")]
    tag_span(*sample.where, spans[0], sample.tag("claim"))
    tag_span(other, *sample.where[1:], spans[1], sample.tag("quote"))
    late = tag_span(*sample.where, spans[2], sample.tag("quote"))

    def words(**choice):
        table = exporting.annotation_table(sample.library, exporting.Choice(**choice))
        return [row["text"] for row in table.rows]

    assert words(tags=["quote"]) == ["Russia", "COVID-19"]
    assert words(tags=["quote"], coders=["bob"]) == ["Russia"]
    assert words(since=late.annotation.updated_at) == ["COVID-19"]
    assert words(articles=[sample.article]) == ["Vladivostok", "Russia", "COVID-19"]
    assert words(articles=["another"]) == []


def test_what_is_still_missing(sample):
    quote = sample.tag("quote")
    for word in ("Vladivostok", "Russia", "COVID-19"):
        tag_span(*sample.where, sample.span(word), quote, fields={"cue": "x"}, guessed=["cue"])
    tag_span(*sample.where, sample.span("Europe"), quote, fields={"speaker": "X"})
    table = exporting.annotation_table(sample.library)
    lacking = exporting.missing(table, sample.library.tags())
    assert exporting.summary(table, lacking) == (
        "4 rows; 3 quotes without speaker; 3 rows with guessed fields"
    )


def test_the_sample_counts_once_it_carries_marks(library, sample):
    add_bytes(library, b"Another article, of one sentence.\n")
    assert [r["number"] for r in exporting.article_table(library).rows] == [2]
    named = exporting.article_table(library, [sample.article])
    assert [(r["number"], r["count.claim"], r["annotations"]) for r in named.rows] == [(1, 0, 0)]
    tag_span(*sample.where, sample.span("Vladivostok"), sample.tag("claim"))
    rows = exporting.article_table(library).rows
    assert [(r["number"], r["count.claim"], r["count.quote"]) for r in rows] == [
        (1, 1, 0),
        (2, 0, 0),
    ]


def test_a_file_is_whole_or_as_it_was(tmp_path):
    path = tmp_path / "marks.csv"
    path.write_text("what was there")
    path.chmod(0o640)

    def fail(stream):
        stream.write("half a")
        raise LibraryError("The disk failed.")

    with pytest.raises(LibraryError):
        exporting.write_file(path, fail)
    assert path.read_text() == "what was there"
    exporting.write_file(path, lambda stream: stream.write("new\r\n"))
    assert path.read_bytes() == b"new\r\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir() if p.suffix != ".db"] == ["marks.csv"]


def test_a_read_only_library_can_be_exported(open_library, sample):
    tag_span(*sample.where, sample.span("Vladivostok"), sample.tag("claim"))
    reader = open_library(read_only=True)
    assert csv(exporting.annotation_table(reader)) == csv(
        exporting.annotation_table(sample.library)
    )
    assert add_path(reader, sample_path()).status == "same"
