import json

import pytest


def test_prints_the_id_and_keeps_fields_and_note(annotate, story):
    mark_id = annotate.ok(
        "tag",
        "1",
        "0",
        "9",
        "quote",
        "--set",
        "speaker=Ann Lee",
        "--set",
        "named=named",
        "--note",
        "n",
    ).strip()
    (record,) = annotate.json("show", "1", "--json")
    (mark,) = record["marks"]
    assert mark["id"] == mark_id
    assert mark["text"] == "Minister"
    assert mark["fields"] == {"speaker": "Ann Lee", "named": "named"}
    assert mark["note"] == "n"
    assert mark["origin"] == "keyed"


def test_json_is_the_mark(annotate, story):
    (mark,) = annotate.json(
        "tag", "1", "0", "8", "f", "--set", "value=16", "--json", "--coder", "bo"
    )
    assert (mark["tag"], mark["fields"], mark["coder"]) == ("figure", {"value": 16}, "bo")


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (["2", "0", "8", "claim"], "2"),
        (["1", "0", "8", "rumour"], "claim (c), quote (q), figure (f)"),
        (["1", "8", "9", "claim"], ""),
        (["1", "5", "5", "claim"], ""),
        (["1", "8", "3", "claim"], ""),
        (["1", "0", "99999", "claim"], "99999"),
        (["1", "0", "8", "figure", "--set", "value=many"], "value"),
        (["1", "0", "8", "claim", "--set", "value=3"], "value"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(annotate, story, args, part):
    assert part in annotate.refuses("tag", *args)
    assert annotate.json("show", "1", "--json")[0]["marks"] == []


@pytest.mark.parametrize(
    "args", [["1", "x", "8", "claim"], ["1", "0", "8"], ["1", "0", "8", "claim", "--set", "value"]]
)
def test_wrong_usage(annotate, story, args):
    assert annotate.refuses("tag", *args, status=2).endswith("Try 'annotate tag --help'.")


def test_the_codebook(annotate):
    head, *rows = annotate.ok("tags", "list").splitlines()
    assert head.split() == ["key", "tag", "marks", "meaning", "fields"]
    assert [row.split()[:3] for row in rows] == [
        ["c", "claim", "0"],
        ["q", "quote", "0"],
        ["f", "figure", "0"],
    ]
    assert annotate.ok("tags") == annotate.ok("tags", "list")
    claim = annotate.json("tags", "list", "--json")[0]
    assert (claim["path"], claim["key"], claim["annotations"]) == ("claim", "c", 0)
    assert {"name": "verdict", "kind": "choice"}.items() <= claim["fields"][5].items()


def test_the_log_says_what_was_done_newest_last(annotate, story):
    annotate.ok("tag", "1", "0", "8", "claim")
    added, tagged = annotate.ok("log").splitlines()
    assert "added (#1)" in added
    assert tagged[16:] == "  claim “Minister” tagged (#1)"
    steps = annotate.json("log", "--json")
    assert [(s["action"], s["article"], s["coder"]) for s in steps] == [
        ("add", 1, "ann"),
        ("tag", 1, "ann"),
    ]
    assert annotate.json("log", "-n", "1", "--json") == steps[1:]
    assert annotate.json("log", "--article", "1", "--json") == steps


def test_the_log_names_the_coders_when_there_are_several(annotate, story):
    annotate.ok("tag", "1", "0", "8", "claim", "--coder", "bo")
    assert "bo: claim" in annotate.ok("log")


def test_values_are_read_as_people_type_them(annotate, story):
    annotate.ok("tags", "field", "add", "figure", "when", "--kind", "date")
    annotate.ok(
        "tags", "field", "add", "figure", "of", "--kind", "choices", "--choices", "men;women"
    )
    whole = annotate.ok("tag", "1", "0", "19", "claim", "--set", "verdict=unpr").strip()
    done = annotate.run(
        *("tag", "1", "0", "8", "figure", "--json", "--set", "value=12,5", "--set", "of=w; m"),
        *("--set", "when=12 June 2023", "--set", "qualifier=at least", "--set", f"part_of={whole}"),
    )
    assert (done.returncode, done.stderr) == (0, b"")
    (mark,) = json.loads(done.stdout)
    assert mark["fields"] == {
        "value": 12.5,
        "of": ["women", "men"],
        "when": "2023-06-12",
        "qualifier": "at_least",
        "part_of": whole,
    }


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("part_of=nothing", "part_of takes the id of a mark; there is no “nothing”."),
        ("qualifier=some", "qualifier takes exact or at_least"),
        ("qualifier=a", "it can be at_least or at_most or about"),
        ("value=1 or 2", "value takes a number like 16 or 2.5, not “1 or 2”"),
        ("verdict=true", "The tag figure has no field “verdict”"),
    ],
)
def test_the_sentence_names_the_field_and_nothing_is_tagged(annotate, story, value, said):
    assert said in annotate.refuses("tag", "1", "0", "8", "figure", "--set", value)
    assert annotate.json("show", "1", "--json")[0]["marks"] == []


def test_a_field_given_twice_is_wrong_usage(annotate, story):
    said = annotate.refuses(
        "tag", "1", "0", "8", "figure", "--set", "unit=a", "--set", "unit=b", status=2
    )
    assert "'unit' is given twice" in said


def spoken(story):
    start = story.index("“")
    return str(start), str(story.index("”") + 1)


def test_what_the_words_say_is_filled_in_as_guesses(annotate, story):
    start = story.index("16")
    (mark,) = annotate.json(
        "tag", "1", start, start + len("16 cases"), "figure", "--guess", "--json"
    )
    assert mark["fields"]["value"] == 16
    assert sorted(mark["guessed"]) == sorted(mark["fields"])
    (mark,) = annotate.json("tag", "1", *spoken(story), "quote", "--guess", "--json")
    assert mark["fields"]["speaker"] == "Ann Lee"
    assert sorted(mark["guessed"]) == sorted(mark["fields"])
    assert mark["origin"] == "keyed"


def test_what_is_set_wins_and_is_no_guess(annotate, story):
    (mark,) = annotate.json(
        *("tag", "1", *spoken(story), "quote", "--guess", "--json"),
        *("--set", "speaker=Lee, A.", "--note", "n"),
    )
    assert mark["fields"]["speaker"] == "Lee, A."
    assert "speaker" not in mark["guessed"]
    assert sorted([*mark["guessed"], "speaker"]) == sorted(mark["fields"])
    assert mark["note"] == "n"


def test_a_number_that_is_set_leaves_nothing_of_the_one_that_was_read(annotate, story):
    start = story.index("16")
    words = ("tag", "1", start, start + len("16 cases"), "figure", "--guess", "--json")
    (mark,) = annotate.json(*words, "--set", "value=20")
    assert mark["fields"]["value"] == 20
    assert not {"value", "low", "high", "qualifier"} & set(mark["guessed"])
    assert not {"low", "high", "qualifier"} & set(mark["fields"])


def test_nothing_is_guessed_where_that_is_not_asked_for(annotate, story):
    words = ("tag", "1", *spoken(story), "quote", "--json")
    (mark,) = annotate.json(*words)
    assert (mark["fields"], mark["guessed"]) == ({}, [])
    (mark,) = annotate.json(*words, "--set", "cue=said")
    assert (mark["fields"], mark["guessed"]) == ({"cue": "said"}, [])


def test_a_mark_with_guesses_and_values_is_one_step(annotate, story):
    words = ("tag", "1", *spoken(story), "quote", "--guess", "--set", "cue=said", "--note", "n")
    annotate.ok(*words)
    (step,) = annotate.json("log", "--json")[1:]
    assert step["action"] == "tag"
    assert step["description"] == "quote “We will not wait,” tagged"


def test_a_value_that_is_refused_leaves_no_mark_with_guesses(annotate, story):
    annotate.refuses("tag", "1", *spoken(story), "quote", "--guess", "--set", "quote_mode=sung")
    assert annotate.json("show", "1", "--json")[0]["marks"] == []
    assert len(annotate.json("log", "--json")) == 1
