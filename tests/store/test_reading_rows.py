from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from annotate_tui.store import Library, LibraryError, ids


def test_an_article_row(library, desk):
    article, text = desk.article(authors=["A", "B"], variables={"desk": "Asia"})
    desk.mark(article, text, 0, 3, "claim")
    desk.mark(article, text, 4, 7, "claim")
    desk.mark(article, text, 4, 7)
    (row,) = library.articles()
    claim = library.tags()[0]
    assert row == library.article(article)
    assert (row.number, row.title, row.authors) == (1, "Counting", ("A", "B"))
    assert (row.text_id, row.length) == (text, len(library.text(text).text))
    assert row.text_sha256 == library.text(text).sha256
    assert row.counts == {claim.id: 2, "": 1}
    assert (row.marks, row.done_at, dict(row.variables)) == (3, "", {"desk": "Asia"})


def test_a_text_comes_back_code_point_for_code_point(library, desk):
    words = "e\u0301 \u00e9 🙂 한국어 \u200b\x1b[31m\u2028 \ufffd"
    article, text = desk.article(words)
    assert library.text(text).text == words
    assert library.text(text).article_id == article
    assert len(library.text(text).structure) == 1
    newer = desk.text(article, words + "!")
    assert library.texts_of(article) == [text, newer]
    assert library.article(article).text_id == newer


def test_positions_are_no_events(library, desk):
    article, _ = desk.article()
    before = library.last_step()
    library.save_position(article, 12)
    assert library.article(article).read_position == 12
    library.save_position(article, -1)
    assert library.article(article).read_position == 0
    assert library.last_step() == before


def test_finding_an_article(library, desk, monkeypatch, tmp_path):
    first, _ = desk.article(title="Growing unrest among elites", source="/tmp/unrest.txt")
    second, _ = desk.article(title="Growing unrest", source=str(tmp_path / "b.txt"))
    third, _ = desk.article(title="2023 in 100% [b]numbers[/b]", source="https://e.org/2023")
    found = {
        "1": first,
        second: second,
        "https://e.org/2023": third,
        "/tmp/unrest.txt": first,
        "growing UNREST": second,
        "elites unrest": first,
        "2023": third,
        "100%": third,
        "[b]": third,
    }
    assert {words: library.find_article(words).id for words in found} == found
    monkeypatch.chdir(tmp_path)
    assert library.find_article("b.txt").id == second
    for words in ("nothing", "", "  ", "77", "\0"):
        with pytest.raises(LibraryError, match="No article fits"):
            library.find_article(words)
    with pytest.raises(LibraryError, match=r"fits 2 articles: 1 “Growing .*Give the number"):
        library.find_article("growing")


def test_what_is_not_there(library):
    for ask in (library.article, library.text, library.mark):
        with pytest.raises(LibraryError, match=r"^There is no .*\.$"):
            ask("nothing")
    assert library.find_original("0" * 64) is None


def test_a_mark_by_its_id(library, desk):
    article, old = desk.article("Sixteen came.")
    mark = desk.mark(article, old, 0, 7, "claim", fields={"speaker": "Kim"}, guessed=["speaker"])
    found = library.mark(mark)
    assert found == library.marks(old)[0]
    assert found.annotation.fields == {"speaker": "Kim"}
    assert found.annotation.guessed == ("speaker",)
    new = desk.text(article, "Then sixteen came.")
    assert library.mark(mark).anchor.text_id == old
    with library.step("place") as step:
        place = {"annotation_id": mark, "text_id": new, "start": 5, "end": 12, "exact": "sixteen"}
        step.insert("anchor", place)
    assert library.mark(mark).anchor.text_id == new
    assert library.mark(mark, old).anchor.text_id == old


def test_the_starting_codebook(library):
    claim, quote, figure = library.tags()
    assert [(t.path, t.key) for t in library.tags()] == [
        ("claim", "c"),
        ("quote", "q"),
        ("figure", "f"),
    ]
    assert claim.id == "00000000-0000-7000-8000-000000000001"
    assert [f.name for f in claim.fields] == [
        "speaker", "speaker_text", "restated", "stated_as", "check_worthy", "verdict", "evidence",
        "evidence_url",
    ]  # fmt: skip
    assert [f.name for f in quote.fields] == [
        "speaker", "speaker_text", "speaker_role", "named", "cue", "quote_mode", "said_when",
    ]  # fmt: skip
    assert [f.name for f in figure.fields] == [
        "speaker", "speaker_text", "value", "low", "high", "qualifier", "change", "unit", "counted",
        "as_of",
    ]  # fmt: skip
    choices = {f.name: f.choices for t in library.tags() for f in t.fields if f.choices}
    assert choices == {
        "stated_as": ("fact", "reported", "opinion", "prediction"),
        "check_worthy": ("no", "maybe", "yes"),
        "verdict": ("true", "misleading", "false", "unproven"),
        "named": ("named", "anonymous", "institution"),
        "quote_mode": ("direct", "indirect", "mixed"),
        "qualifier": (
            "exact", "at_least", "more_than", "at_most", "less_than", "about", "range", "vague",
        ),
        "change": ("none", "up", "down"),
    }  # fmt: skip
    assert len({t.colour for t in library.tags()}) == 3
    assert all(re.fullmatch("#[0-9a-f]{6}", t.colour) for t in library.tags())


def test_speakers_most_used_first(library, desk):
    first, text = desk.article()
    second, other = desk.article("Another one.")
    for where, names in (((first, text), "KLLK"), ((second, other), "MMMLLL")):
        for name in names:
            desk.mark(*where, 0, 3, "quote", fields={"speaker": name})
    assert library.speakers() == ["L", "M", "K"]
    assert library.speakers(first) == ["K", "L"]


def test_ids_only_grow(monkeypatch):
    now = 1_700_000_000_000_000_000
    monkeypatch.setattr(ids.time, "time_ns", lambda: now)
    monkeypatch.setattr(ids, "_last", 0)
    made = [ids.new_id() for _ in range(10_000)]
    now -= 3_600_000_000_000
    made += [ids.new_id() for _ in range(10)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    shape = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert all(re.fullmatch(shape, i) for i in made)
    assert int(made[0].replace("-", "")[:12], 16) == 1_700_000_000_000


def test_clock_and_coder(monkeypatch, tmp_path):
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", ids.utc_now())
    monkeypatch.setenv("ANNOTATE_CODER", " Zoë ")
    with Library.open(tmp_path / "a.db") as library:
        assert library.coder == "Zoë"
    monkeypatch.setenv("ANNOTATE_CODER", "")
    monkeypatch.setattr(ids.getpass, "getuser", lambda: "login")
    assert ids.default_coder() == "login"

    def nobody() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr(ids.getpass, "getuser", nobody)
    assert ids.default_coder() == "unknown"


def test_names_from_the_system_may_be_no_utf8(library, desk, tmp_path):
    odd = os.fsdecode(b"/tmp/caf\xe9.txt")
    article, _ = desk.article(source=odd)
    assert library.article(article).source == "/tmp/caf�.txt"
    assert [a.id for a in library.articles_by_source(odd)] == [article]
    with pytest.raises(LibraryError):
        library.find_article(str(Path("caf\udce9")))
