import csv
import io
import os
import pty
import subprocess
from functools import partial

import pytest

from annotate_tui.services import history
from annotate_tui.services.adding import sample_path
from annotate_tui.store import Library

TEXT = (
    "The mayor’s plan\n\n“We will not wait any longer for help,” said Ann Lee, the mayor."
    " She named at least 16 families.\n\nNobody else spoke.\n"
)
OTHER = "Storm\n\nThe storm hurt 40 people, the office said on Monday.\n"
QUOTE = "“We will not wait any longer for help,”"
FIGURE = "at least 16 families"


@pytest.fixture
def shelf(annotate):
    """A library with two articles, as numbers 1 and 2."""
    annotate.write("a.txt", TEXT)
    annotate.write("b.txt", OTHER)
    annotate.ok("add", "a.txt", "b.txt")


def marks(annotate, number=1):
    return annotate.json("show", number, "--json")[0]["marks"]


def undo(annotate):
    with Library.open(annotate.db, coder="ann") as library:
        return history.undo(library)


def exported(annotate, *args):
    return list(csv.DictReader(io.StringIO(annotate.ok("export", *args), newline="")))


# An article of the library


def test_an_article_as_the_file_it_came_from(annotate, shelf):
    from_file = annotate.json("suggest", "a.txt", "--all", "--json")
    assert from_file
    assert annotate.json("suggest", "1", "--all", "--json") == from_file
    assert (
        annotate.json("suggest", "mayor's plan".replace("'", "’"), "--all", "--json") == from_file
    )
    assert marks(annotate) == []


def test_what_is_decided_is_left_out_for_its_coder(annotate, shelf):
    start = TEXT.index(FIGURE)
    annotate.ok("tag", "1", start, start + len(FIGURE), "figure")
    figures = ("suggest", "1", "--tag", "figure", "--json")
    assert annotate.json(*figures) == []
    assert [one["text"] for one in annotate.json(*figures, "--coder", "bo")] == [FIGURE]
    assert [one["text"] for one in annotate.json("suggest", "a.txt", *figures[2:])] == [FIGURE]


def test_a_tag_goes_by_its_path_in_the_codebook(annotate, shelf):
    annotate.ok("tags", "rename", "quote", "words said")
    found = annotate.json("suggest", "1", "--json", "--tag", "words said")
    assert [(one["tag"], one["text"]) for one in found] == [("words said", QUOTE)]
    # What it is called in every new library serves too, so that a script need not know.
    assert annotate.json("suggest", "1", "--json", "--tag", "quote") == found
    annotate.ok("tags", "add", "rumour")
    assert annotate.refuses("suggest", "1", "--tag", "rumour") == (
        "Nothing is suggested under “rumour”: only under claim, words said, figure."
    )
    assert "There is no tag “gossip”" in annotate.refuses("suggest", "1", "--tag", "gossip")


def test_nothing_is_suggested_under_a_tag_that_was_put_away(annotate, shelf):
    annotate.ok("tags", "archive", "quote")
    assert {one["tag"] for one in annotate.json("suggest", "1", "--all", "--json")} <= {
        "claim",
        "figure",
    }


@pytest.mark.parametrize("more", [[], ["--all", "--json"], ["--accept"]])
def test_asking_for_a_tag_that_was_put_away_is_refused(annotate, shelf, more):
    annotate.ok("tags", "archive", "quote")
    said = annotate.refuses("suggest", "1", "--tag", "quote", *more)
    assert said == "Nothing is suggested under “quote”: only under claim, figure."


def test_reading_leaves_a_library_that_is_read_only_alone(annotate, shelf):
    annotate.db.chmod(0o444)
    assert annotate.json("suggest", "1", "--json", "--tag", "quote")


# Kept


def test_accepted_ones_are_exported_as_suggested_with_their_fields_guessed(annotate, shelf):
    wanted = annotate.json("suggest", "1", "--json", "--tag", "quote", "--tag", "figure")
    said = annotate.ok("suggest", "1", "--accept", "--tag", "quote", "--tag", "figure")
    assert (
        said == "Kept 1 quote, 1 figure; their fields are guesses until somebody confirms them.\n"
    )
    rows = exported(annotate)
    assert [(row["tag"], row["text"]) for row in rows] == [("quote", QUOTE), ("figure", FIGURE)]
    assert [(int(r["start_char"]), int(r["end_char"])) for r in rows] == [
        (one["start"], one["end"]) for one in wanted
    ]
    assert {(row["origin"], row["coder"]) for row in rows} == {("suggested", "ann")}
    for mark, one in zip(marks(annotate), wanted, strict=True):
        assert mark["fields"] == one["fields"]
        assert sorted(mark["guessed"]) == sorted(one["fields"])
    assert rows[0]["speaker"] == "Ann Lee"
    assert "speaker" in rows[0]["guessed"].split("; ")


def test_one_undo_takes_all_back(annotate, shelf):
    annotate.ok("suggest", "1", "2", "--accept", "--all")
    assert marks(annotate, 1)
    assert marks(annotate, 2)
    assert undo(annotate)
    assert marks(annotate, 1) == marks(annotate, 2) == []
    assert len(annotate.json("log", "--json")) == 3
    # Undone is not rejected: all is there to be kept again.
    assert annotate.json("suggest", "1", "--json")


def test_all_of_the_library_but_for_a_sample_without_marks(annotate, shelf):
    annotate.ok("add", sample_path())
    annotate.ok("suggest", "--library", "--accept")
    assert marks(annotate, 1)
    assert marks(annotate, 2)
    assert marks(annotate, 3) == []
    annotate.ok("suggest", "3", "--accept")
    assert marks(annotate, 3)


def test_accept_goes_by_score_and_tag_and_counts_in_json(annotate, shelf):
    everything = annotate.json("suggest", "1", "--all", "--json")
    low, high = sorted({one["score"] for one in everything})[-2:]
    cut = (low + high) / 2
    wanted = [one for one in everything if one["score"] >= cut]
    kept = annotate.json("suggest", "1", "--accept", "--min-score", cut, "--json")
    assert 0 < sum(one["kept"] for one in kept) == len(wanted) < len(everything)
    assert [(m["start"], m["end"], m["tag"]) for m in marks(annotate)] == [
        (one["start"], one["end"], one["tag"]) for one in wanted
    ]


def test_a_second_time_keeps_nothing_and_says_so(annotate, shelf):
    annotate.ok("suggest", "1", "--accept")
    before = marks(annotate)
    done = annotate.call("suggest", "1", "--accept")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == (
        "annotate: Nothing was kept: nothing is suggested there that is not decided already.\n"
    )
    assert marks(annotate) == before
    assert undo(annotate)
    assert marks(annotate) == []


def test_the_same_article_named_twice_is_gone_through_once(annotate, shelf):
    once = annotate.json("suggest", "1", "--json", "--tag", "quote")
    kept = annotate.json("suggest", "1", "a.txt", "--accept", "--tag", "quote", "--json")
    assert kept == [{"tag": "quote", "kept": len(once)}]


def test_the_coder_is_who_is_named(annotate, shelf):
    assert "it takes a name" in annotate.refuses("suggest", "1", "--coder", " ", status=2)
    annotate.ok("suggest", "1", "--accept", "--coder", " bo ")
    assert {mark["coder"] for mark in marks(annotate)} == {"bo"}


def test_what_is_not_in_the_library_has_to_be_added_first(annotate):
    annotate.write("a.txt", TEXT)
    said = "a.txt is not in the library, where marks are kept: 'annotate add' adds it."
    assert annotate.refuses("suggest", "a.txt", "--accept") == said
    assert not annotate.db.exists()
    annotate.write("b.txt", OTHER)
    annotate.ok("add", "b.txt")
    # All or nothing: what can be kept waits for what cannot be found.
    assert annotate.refuses("suggest", "b.txt", "a.txt", "--accept") == said
    assert "'annotate add -'" in annotate.refuses("suggest", "-", "--accept")
    assert "gone" in annotate.refuses("suggest", "gone", "--accept")
    assert "There is no tag" in annotate.refuses("suggest", "1", "--accept", "--tag", "rumour")
    assert marks(annotate) == []


def test_an_empty_library(annotate):
    for _ in range(2):
        done = annotate.call("suggest", "--library", "--accept")
        assert (done.returncode, done.stdout) == (0, b"")
        assert b"There are no articles" in done.stderr
    assert not annotate.db.exists()


def test_a_library_that_is_read_only_keeps_nothing(annotate, shelf, monkeypatch):
    with monkeypatch.context() as patch:
        # As it opens a file that may not be written, which no file is to root.
        patch.setattr(Library, "open", partial(Library.open, read_only=True))
        said = annotate.refuses("suggest", "1", "--accept")
    assert "nothing can be changed" in said
    assert marks(annotate) == []


def test_progress_is_shown_on_a_terminal_and_leaves_no_trace(annotate, shelf):
    ours, theirs = pty.openpty()
    done = subprocess.run(
        annotate.argv("suggest", "1", "2", "--accept"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=annotate.home,
        env=annotate.env,
        timeout=60,
        check=True,
    )
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert done.stdout.startswith(b"Kept ")
    assert "Article 1 of 2" in shown
    assert "Article 2 of 2" in shown
    assert shown.endswith("\r\x1b[K")


# The sample article

QUOTES = {
    "“The North Korean elite appear to be": "a government official",
    "“Unmet expectations of the North Korean": "another official",
    '"Kim Jong Un is reportedly under': "another official",
    "“North Korea, facing economic difficulties": "An internal source",
    "“Earlier this year, three individuals": "a senior official at the Strategy Research Institute",
}
FIGURES = ["one year", "at least 16 North Korean defectors", "three individuals"]


def test_the_sample_article_has_its_quotations_with_their_speakers_and_its_figures(annotate):
    found = annotate.json("suggest", sample_path(), "--json")
    direct = [
        one
        for one in found
        if one["tag"] == "quote" and one["fields"].get("quote_mode") != "indirect"
    ]
    assert len(direct) == len(QUOTES)
    for one, (words, speaker) in zip(direct, QUOTES.items(), strict=True):
        assert one["text"].startswith(words)
        assert one["fields"]["speaker"].casefold() == speaker.casefold()
    figures = [one for one in found if one["tag"] == "figure"]
    assert [one["text"] for one in figures] == FIGURES
    assert figures[1]["fields"]["value"] == 16
