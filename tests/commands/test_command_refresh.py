"""`annotate refresh` and `annotate changes`, as they are called."""

import json
import re

import pytest
from tests.commands.conftest import STORY

OTHER = STORY.replace("16 cases", "18 cases").replace("Nobody else spoke. ", "")


@pytest.fixture
def story(annotate):
    path = annotate.home / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    assert annotate.call("add", str(path)).returncode == 0
    for words in ("16", "Nobody else spoke."):
        at = STORY.index(words)
        assert annotate.call("tag", "1", str(at), str(at + len(words)), "claim").returncode == 0
    return path


def test_it_says_of_each_article_what_became_of_it(annotate, story):
    assert annotate.call("refresh", "1").stdout == b"Article 1 has not changed.\n"
    story.write_text(OTHER, encoding="utf-8")
    done = annotate.run("refresh", "1")
    assert done.stderr == b""
    assert done.stdout == b"Article 1 has a new text; 2 marks: 1 changed, 1 lost.\n"
    assert done.returncode == 0


def test_json_has_the_article_and_the_counts(annotate, story):
    story.write_text(OTHER, encoding="utf-8")
    (record,) = json.loads(annotate.call("refresh", "--all", "--json").stdout)
    assert record["number"] == 1
    assert record["status"] == "new_text"
    assert record["anchored"] == {"stood": 0, "moved": 0, "changed": 1, "lost": 1}
    (record,) = json.loads(annotate.call("refresh", "1", "--json").stdout)
    assert (record["status"], record["anchored"]) == ("same", None)


def test_it_goes_on_past_what_cannot_be_read(annotate, story):
    other = annotate.home / "other.txt"
    other.write_text("Other words\n\nThey stand in another file.\n", encoding="utf-8")
    annotate.call("add", str(other))
    annotate.call("add", "-", stdin=b"Piped words\n\nNobody knows from where.\n")
    story.unlink()
    done = annotate.call("refresh", "--all")
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode() == (
        f"annotate: Article 1 stays as it is. There is no file {story}: check the name.\n"
        "annotate: 1 article has not changed, 1 could not be read again.\n"
    )
    done = annotate.call("refresh", "3", "7", "2")
    assert done.returncode == 1
    assert done.stdout == b"Article 2 has not changed.\n"
    assert b"pipe or the clipboard" in done.stderr
    assert done.stderr.count(b"\n") == 2


def test_a_page_of_another_kind_is_taken_by_force_only(annotate, story):
    story.write_text("Sign in, please, to go on with this.", encoding="utf-8")
    done = annotate.call("refresh", "1")
    assert done.returncode == 1
    assert b"--force" in done.stderr
    assert annotate.call("changes", "1").returncode == 1
    assert annotate.call("refresh", "1", "--force").returncode == 0


@pytest.mark.parametrize("words", [(), ("--all", "1")])
def test_articles_or_all_of_them(annotate, words):
    done = annotate.call("refresh", *words)
    assert done.returncode == 2
    assert b"--all" in done.stderr


def test_changes_are_printed_with_words_around_them_and_the_marks_to_look_at(annotate, story):
    story.write_text(OTHER, encoding="utf-8")
    annotate.call("refresh", "1")
    done = annotate.run("changes", "1")
    said = done.stdout.decode()
    assert done.returncode == 0
    assert "version 1 of" in said
    assert ": 2 changes." in said
    assert "She named [-16-] {+18+} cases." in said
    assert "[-Nobody else spoke.-] The hall was full." in said
    assert "\x1b" not in said
    assert said.split("Marks to look at\n")[1].startswith("changed  ")
    assert "lost  " in said


def test_changes_as_json_have_the_offsets_of_both_texts(annotate, story):
    story.write_text(OTHER, encoding="utf-8")
    annotate.call("refresh", "1")
    first, second = json.loads(annotate.call("changes", "1", "--json").stdout)
    assert first["kind"] == "replaced"
    assert (first["old_text"], first["new_text"]) == ("16", "18")
    assert (second["kind"], second["old_text"]) == ("removed", "Nobody else spoke.")
    assert second["new_start"] == second["new_end"]
    assert (first["from"], first["to"]) == (1, 2)
    back = json.loads(annotate.call("changes", "1", "--from", "2", "--to", "1", "--json").stdout)
    assert [one["kind"] for one in back] == ["replaced", "inserted"]


def test_on_a_terminal_removed_words_are_struck(annotate, story):
    story.write_text(OTHER, encoding="utf-8")
    annotate.call("refresh", "1")
    said = annotate.on_terminal("changes", "1")
    assert "\x1b[9;31m16\x1b[0m \x1b[4;32m18\x1b[0m" in said
    plain = annotate.on_terminal("changes", "1", NO_COLOR="1")
    assert "[-16-] {+18+}" in plain
    assert "\x1b" not in plain


def test_changes_of_what_has_not_changed_and_of_versions_that_are_not(annotate, story):
    done = annotate.call("changes", "1")
    assert done.returncode == 1
    assert b"one version only" in done.stderr
    story.write_text(OTHER, encoding="utf-8")
    annotate.call("refresh", "1")
    for words, said in (
        (("--from", "3"), b"no version 3: there are 2"),
        (("--from", "2", "--to", "2"), b"the same as itself"),
    ):
        done = annotate.call("changes", "1", *words)
        assert done.returncode == 1
        assert said in done.stderr
    assert annotate.call("changes", "1", "--from", "0").returncode == 2


def test_an_older_text_can_be_printed(annotate, story):
    story.write_text(OTHER, encoding="utf-8")
    annotate.call("refresh", "1")
    assert "She named [claim: 16] cases." in annotate.ok("show", "1", "--version", "1")
    assert "She named [claim: 18] cases." in annotate.ok("show", "1", "--version", "2")
    assert annotate.ok("show", "1", "--version", "2") == annotate.ok("show", "1")
    assert "has no version 3" in annotate.refuses("show", "1", "--version", "3")


def test_versions_keep_their_order_whichever_is_current(annotate, story):
    before = story.read_text(encoding="utf-8")
    for text in (OTHER, before.replace("16", "20"), before):
        story.write_text(text, encoding="utf-8")
        annotate.call("refresh", "1")
    said = annotate.call("refresh", "1").stdout.decode()
    assert said.startswith("Article 1 has not changed.")
    first = json.loads(annotate.call("changes", "1", "--json").stdout)[0]
    assert (first["old_text"], first["new_text"]) == ("16", "18")
    assert (first["from"], first["to"]) == (1, 2)
    said = annotate.ok("changes", "1").splitlines()[0]
    assert re.search(
        r"version 1 of \d{4}-\S+ \d\d:\S+ \(the current one\) to version 2 of \d{4}-", said
    )
    assert json.loads(annotate.call("changes", "1", "--to", "2", "--json").stdout)[0]["from"] == 1
    (change,) = json.loads(annotate.call("changes", "1", "--from", "3", "--json").stdout)
    assert (change["from"], change["old_text"], change["new_text"]) == (3, "20", "16")
    story.write_text(OTHER, encoding="utf-8")
    annotate.ok("refresh", "1")
    first = json.loads(annotate.call("changes", "1", "--json").stdout)[0]
    assert (first["from"], first["to"]) == (1, 2)


def test_words_that_went_at_the_end_stand_apart_and_a_sentence_is_told_whole(annotate):
    story = annotate.write("a.txt", "The hall\n\nThe ferry runs. The council met.\n\nAn inquiry")
    annotate.ok("add", story)
    story.write_text("The hall\n\nThe council met.", encoding="utf-8")
    annotate.ok("refresh", "1")
    said = annotate.ok("changes", "1").split("\n\n")
    assert said[1:] == [
        "The hall [-The ferry runs.-] The council met.",
        "The hall The council met. [-An inquiry-]\n",
    ]


def test_an_older_version_is_told_by_its_own_words(annotate, story):
    (before,) = annotate.json("show", "1", "--json")
    listed = annotate.ok("show", "1").split("Marks\n")[1]
    story.write_text("Another lead stands here.\n\n" + OTHER, encoding="utf-8")
    annotate.ok("refresh", "1")
    assert annotate.ok("show", "1", "--version", "1").split("Marks\n")[1] == listed
    (record,) = annotate.json("show", "1", "--version", "1", "--json")
    same = ("text", "text_sha256", "characters", "annotations", "counts", "version")
    assert {name: record[name] for name in same} == {name: before[name] for name in same}
    placed = ("text", "start", "context", "paragraph_no", "sentence_no", "anchor", "text_sha256")
    for mark, old in zip(record["marks"], before["marks"], strict=True):
        assert {name: mark[name] for name in placed} == {name: old[name] for name in placed}
    (now,) = annotate.json("show", "1", "--json")
    assert (now["version"], now["marks"][0]["text"]) == (2, "18")
    assert now["text_sha256"] != record["text_sha256"]


def test_the_list_has_how_many_marks_are_to_be_placed(annotate, story):
    assert "to place" not in annotate.ok("list")
    assert annotate.call("list", "--flagged").stderr == b"annotate: No marks wait to be placed.\n"
    other = annotate.home / "other.txt"
    other.write_text("Other words\n\nThey stand in another file.\n", encoding="utf-8")
    annotate.ok("add", str(other))
    story.write_text(OTHER, encoding="utf-8")
    annotate.ok("refresh", "1")
    assert [one["flagged"] for one in annotate.json("list", "--json")] == [2, 0]
    head, row = annotate.ok("list", "--flagged").splitlines()
    assert "to place" in head
    assert row.split()[-1] == "2"
    assert [one["number"] for one in annotate.json("list", "--flagged", "--json")] == [1]
    assert annotate.call("list", "--flagged", "--doubles").returncode == 2


def test_all_are_counted_at_the_end_and_only_changes_are_told_one_by_one(annotate, story):
    other = annotate.home / "other.txt"
    other.write_text("Other words\n\nThey stand in another file.\n", encoding="utf-8")
    annotate.ok("add", str(other))
    done = annotate.run("refresh", "--all")
    assert (done.stdout, done.stderr) == (b"", b"annotate: 2 articles have not changed.\n")
    story.write_text(OTHER, encoding="utf-8")
    done = annotate.run("refresh", "--all")
    assert done.stdout == b"Article 1 has a new text; 2 marks: 1 changed, 1 lost.\n"
    assert done.stderr == b"annotate: 1 article has a new text, 1 has not changed.\n"
    other.unlink()
    done = annotate.run("refresh", "--all")
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1] == (
        "annotate: 1 article has not changed, 1 could not be read again."
    )
