from __future__ import annotations

import json
import re
import sqlite3
from urllib.parse import quote, unquote

from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotate_tui.columns import ANNOTATION_COLUMNS, annotation_columns
from annotate_tui.store.links import LONG, PIECE, link_sql


def table(library):
    return list(library.query("SELECT * FROM annotation_table"))


def test_columns_in_order(library):
    names = [r["name"] for r in library.query("PRAGMA table_info(annotation_table)")]
    assert tuple(names) == ANNOTATION_COLUMNS


def test_one_row(library, desk):
    article, text = desk.article(
        source="https://example.org/a?b=c",
        site="Example",
        authors=["Na-Ri Shin", "Kwan-Seok Jang"],
        published="2023-06-12T08:06",
        updated="2023-06-13",
        language="en",
        note="about counting",
    )
    mark = desk.mark(
        article,
        text,
        4,
        13,
        "figure",
        fields={"value": 16, "low": 2.5, "speaker": "Kim", "qualifier": "at_least"},
        guessed=["value", "low"],
        note="sure?",
        context="One two three.",
        paragraph_no=1,
        sentence_no=1,
    )
    (row,) = table(library)
    digest = library.text(text).sha256
    expected = dict.fromkeys(ANNOTATION_COLUMNS) | {
        "tag": "figure",
        "text": "two three",
        "speaker": "Kim",
        "note": "sure?",
        "context": "One two three.",
        "title": "Counting",
        "published": "2023-06-12T08:06",
        "link": "https://example.org/a?b=c#:~:text=two%20three",
        "value": 16,
        "low": 2.5,
        "qualifier": "at_least",
        "source": "https://example.org/a?b=c",
        "site": "Example",
        "authors": "Na-Ri Shin; Kwan-Seok Jang",
        "article_updated": "2023-06-13",
        "retrieved_at": "",
        "language": "en",
        "paragraph_no": 1,
        "sentence_no": 1,
        "start_char": 4,
        "end_char": 13,
        "anchor": "exact",
        "origin": "keyed",
        "guessed": "value; low",
        "coder": "ann",
        "coded_at": "2026-11-23T00:00:01.000Z",
        "changed_at": "2026-11-23T00:00:01.000Z",
        "article_note": "about counting",
        "id": mark,
        "article_id": article,
        "text_sha256": digest,
        "prefix": "",
        "suffix": "",
    }
    assert row == expected


def test_order_and_what_is_left_out(library, desk):
    first, first_text = desk.article("abcdefgh", title="A")
    second, second_text = desk.article("ijklmnop", title="B")
    marks = {
        "late": desk.mark(second, second_text, 0, 2, "claim"),
        "note": desk.mark(first, first_text, 0, 4),
        "quote": desk.mark(first, first_text, 0, 4, "quote"),
        "claim": desk.mark(first, first_text, 0, 4, "claim"),
        "long": desk.mark(first, first_text, 0, 8, "figure"),
        "claim2": desk.mark(first, first_text, 0, 4, "claim"),
        "gone": desk.mark(first, first_text, 1, 2, "claim"),
    }
    with library.step("remove") as step:
        step.update("annotation", marks["gone"], {"removed_at": step.at})
    names = {v: k for k, v in marks.items()}
    order = ["long", "claim", "claim2", "quote", "note", "late"]
    assert [names[r["id"]] for r in table(library)] == order
    assert [names[m.id] for m in library.marks(first_text)] == order[:-1]
    chosen = library.query("SELECT id FROM annotation_table WHERE start_char = 0 AND tag <> 'x'")
    assert [names[r["id"]] for r in chosen] == order
    assert [r["tag"] for r in table(library)][-2:] == ["", "claim"]
    with library.step("remove") as step:
        step.update("article", first, {"removed_at": step.at})
    assert [names[r["id"]] for r in table(library)] == ["late"]


def test_a_new_text_keeps_marks_of_the_old_one(library, desk):
    article, old = desk.article("Sixteen defectors came.")
    mark = desk.mark(article, old, 0, 7, "claim")
    new = desk.text(article, "Now: sixteen defectors came.")
    (row,) = table(library)
    assert (row["anchor"], row["start_char"]) == ("", 0)
    assert row["text_sha256"] == library.text(old).sha256
    with library.step("place") as step:
        place = {"annotation_id": mark, "text_id": new, "start": 5, "end": 12}
        step.insert("anchor", {**place, "exact": "sixteen", "state": "changed"})
    (row,) = table(library)
    assert (row["anchor"], row["start_char"]) == ("changed", 5)
    assert row["text_sha256"] == library.text(new).sha256
    with library.step("place") as step:
        step.update("anchor", (mark, new), {"state": "lost"})
    (row,) = table(library)
    assert (row["anchor"], row["start_char"]) == ("lost", 0)
    assert row["text_sha256"] == library.text(old).sha256
    assert library.marks(new) == []


def test_codebook_and_variables_change_the_columns(library, desk):
    article, text = desk.article()
    odd = 'it\'s "odd" \\ name'
    with library.step("codebook") as step:
        tag_fields = [
            {"name": "colour", "kind": "choices"},
            {"name": odd, "kind": "text"},
            {"name": "sure", "kind": "boolean"},
        ]
        step.insert("tag", {"id": "t", "name": "top", "position": 4, "fields": tag_fields})
        step.insert("tag", {"id": "b", "name": "below", "parent_id": "t", "position": 5})
        step.update("article", article, {"variables": {"desk": "Asia", "wave": 2}})
    names = tuple(r["name"] for r in library.query("PRAGMA table_info(annotation_table)"))
    assert names == annotation_columns(["colour", odd, "sure"], ["desk", "wave"])
    desk.mark(
        article,
        text,
        0,
        3,
        "top/below",
        fields={"colour": ["red", "blue"], odd: "x", "sure": False},
    )
    (row,) = table(library)
    assert row["tag"] == "top/below"
    assert row["field.colour"] == "red; blue"
    assert row[f"field.{odd}"] == "x"
    assert (row["article.desk"], row["article.wave"]) == ("Asia", 2)
    assert row["field.sure"] == "false"
    library.undo()
    library.undo()
    names = tuple(r["name"] for r in library.query("PRAGMA table_info(annotation_table)"))
    assert names == ANNOTATION_COLUMNS


def test_other_programs_see_the_same_table(library, desk):
    article, text = desk.article(source="https://example.org/")
    desk.mark(article, text, 0, 48, "quote", fields={"speaker": "Kim"})
    desk.mark(article, text, 4, 7)
    plain = sqlite3.connect(f"file:{library.path}?mode=ro", uri=True)
    plain.row_factory = sqlite3.Row
    assert [dict(r) for r in plain.execute("SELECT * FROM annotation_table")] == table(library)
    plain.close()


def link(source: str, exact: str) -> str:
    conn = sqlite3.connect(":memory:")
    try:
        sql = f"SELECT {link_sql('s.source', 's.exact')} FROM (SELECT ? AS source, ? AS exact) s"
        return conn.execute(sql, [source, exact]).fetchone()[0]
    finally:
        conn.close()


def encoded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")


def test_links():
    page = "https://example.org/a"
    assert link(page, "a, b & c-d") == f"{page}#:~:text=a%2C%20b%20%26%20c%2Dd"
    assert link(page + "#part", "x") == f"{page}#part:~:text=x"
    assert link(page, "“Härte” 한국어 🙂") == f"{page}#:~:text={encoded('“Härte” 한국어 🙂')}"
    assert link("/home/ann/a.txt", "x") == ""
    assert link("file:///a.txt", "x") == ""
    assert link("", "x") == ""
    assert link("HTTP://EXAMPLE.ORG/", "x") == "HTTP://EXAMPLE.ORG/#:~:text=x"


def test_a_long_span_is_given_by_its_ends():
    words = "The North Korean elite appear to be agitated, " * 4
    made = link("https://e.org", words.strip())
    start = encoded("The North Korean elite appear to be")
    end = encoded("Korean elite appear to be agitated,")
    assert made == f"https://e.org#:~:text={start},{end}"


def test_words_on_two_lines_are_given_by_their_ends():
    made = link("https://e.org", "the end of one\n\nand a start, really")
    assert made == f"https://e.org#:~:text={encoded('the end of one')},and%20a%20start%2C%20really"


SPANS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@settings(max_examples=300)
@given(SPANS.map(str.strip).filter(bool))
@example("x" * (LONG + 1))
@example("~%41\x7f")
@example("".join(map(chr, range(33, 127)))[:LONG])
@example("“”‘’–—… 'a' \"b\" (c) [d] {e} %25 + = ? / \\ ^ ` |")
@example("字" * 200)
def test_every_link_is_well_formed_and_true(words):
    made = link("https://e.org/", words)
    fragment = made.removeprefix("https://e.org/#:~:text=")
    assert (
        re.fullmatch(
            r"(?:[A-Za-z0-9_.~]|%[0-9A-F]{2})+(?:,(?:[A-Za-z0-9_.~]|%[0-9A-F]{2})+)?|,", fragment
        )
        or not words.isprintable()
    )
    flat = re.sub("[\t\x1f]", " ", words)
    flat = re.sub(" +", " ", flat)
    pieces = [unquote(piece, errors="strict") for piece in fragment.split(",")]
    if len(pieces) == 1:
        assert pieces[0] == flat or "         " in words
    else:
        assert len(words) > LONG or "\n" in words
        assert all(len(piece) <= PIECE for piece in pieces)
        assert re.sub(" +", " ", flat.lstrip("\n ")).startswith(pieces[0])
        assert flat.endswith(pieces[1])


def test_json_columns_are_json(library, desk):
    article, text = desk.article()
    desk.mark(article, text, 0, 3, "claim", fields={"speaker": "Ström “Å” \ud800"})
    (stored,) = library.query("SELECT fields FROM annotations")
    assert json.loads(stored["fields"]) == {"speaker": "Ström “Å” �"}
