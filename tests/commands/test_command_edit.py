import json

import pytest


def test_a_process_changes_what_is_known_in_one_step(annotate, story):
    done = annotate.run(
        *("edit", "1", "--title", "Under fire", "--site", "NK News", "--author", "Kim"),
        *("--author", "Lee", "--published", "13 April 2015", "--language", "en"),
        *("--set", "outlet=Paper", "--note", "read twice", "--json"),
    )
    assert (done.returncode, done.stderr) == (0, b"")
    (record,) = json.loads(done.stdout)
    assert record["title"] == "Under fire"
    assert (record["authors"], record["published"]) == (["Kim", "Lee"], "2015-04-13")
    assert (record["language"], record["note"]) == ("en", "read twice")
    assert record["variables"] == {"outlet": "Paper"}
    assert [s["action"] for s in annotate.json("log", "--json")] == ["add", "edit-article"]
    assert annotate.ok("edit", "1", "--title", "Again") == annotate.ok("list")


def test_variables_are_filled_in_beside_the_others_and_taken_away(annotate, story):
    annotate.ok("variables", "add", "event", "--kind", "date")
    annotate.ok("edit", "1", "--set", "outlet=Paper", "--set", "Event=12 June 2023")
    (record,) = annotate.json("edit", "1", "--set", "place=Seoul", "--json")
    assert record["variables"] == {"outlet": "Paper", "event": "2023-06-12", "place": "Seoul"}
    (record,) = annotate.json("edit", "1", "--set", "Outlet=", "--set", "event=", "--json")
    assert record["variables"] == {"place": "Seoul"}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["9", "--title", "a"], "9"),
        (["1", "--title", ""], "The title cannot be empty"),
        (["1", "--published", "soon"], "“soon” is not taken as published"),
        (["1", "--language", "?"], "“?” is no code of a language"),
        (["1", "--note", "kept?", "--set", "event=soon"], "event takes a date"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(annotate, story, args, said):
    annotate.ok("variables", "add", "event", "--kind", "date")
    before = annotate.ok("list", "--json")
    assert said in annotate.refuses("edit", *args)
    assert annotate.ok("list", "--json") == before


@pytest.mark.parametrize(
    "args", [["1"], ["1", "--set", "x"], ["1", "--set", "a=1", "--set", "a=2"]]
)
def test_wrong_usage(annotate, story, args):
    said = annotate.refuses("edit", *args, status=2)
    assert said.endswith("Try 'annotate edit --help'.")


def test_what_was_entered_is_marked_as_entered_and_stays_with_a_new_text(annotate, story):
    (record,) = annotate.json("edit", "1", "--title", "Mine", "--set", "outlet=Paper", "--json")
    assert record["found"] == {**record["found"], "title": "hand", "variable outlet": "hand"}
    annotate.write("story.txt", "Another title\n\nThe minister is said to resign tomorrow.\n")
    annotate.ok("add", "story.txt")
    (record,) = annotate.json("list", "--json")
    assert (record["title"], record["found"]["title"]) == ("Mine", "hand")


def test_what_no_column_has_is_confirmed_below(annotate, story):
    said = annotate.ok(
        *("edit", "1", "--title", "Again", "--author", "Kim", "--author", "Ann Lee"),
        *("--note", "read  twice", "--set", "outlet=Paper"),
    )
    assert said.splitlines()[2:] == ["authors: Kim; Ann Lee", "note: read twice", "outlet: Paper"]
    said = annotate.ok("edit", "1", "--author", "", "--set", "outlet=")
    assert said.splitlines()[2:] == ["authors emptied", "outlet emptied"]
