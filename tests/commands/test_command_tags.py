import json

import pytest


@pytest.fixture
def marked(annotate, story):
    """The story with a claim, a quote of Ann Lee and a figure; gives their ids."""
    return {
        "claim": annotate.ok("tag", "1", "0", "8", "claim", "--set", "verdict=true").strip(),
        "quote": annotate.ok(
            "tag", "1", "21", "43", "quote", "--set", "speaker=Ann Lee", "--set", "cue=said"
        ).strip(),
        "figure": annotate.ok(
            "tag", "1", "65", "73", "figure", "--set", "value=16", "--set", "unit=cases"
        ).strip(),
    }


def tags(annotate):
    return {tag["path"]: tag for tag in annotate.json("tags", "list", "--json")}


def fields(annotate, mark_id):
    (article,) = annotate.json("show", "1", "--json")
    return next(mark["fields"] for mark in article["marks"] if mark["id"] == mark_id)


def unchanged(annotate, *args, status=1):
    """The sentence of a call that must fail and leave the codebook and the log as they were."""
    before = annotate.ok("tags", "export"), annotate.ok("log")
    said = annotate.refuses(*args, status=status)
    assert (annotate.ok("tags", "export"), annotate.ok("log")) == before
    return said


def test_a_codebook_is_built_by_processes(annotate):
    def does(*args):
        done = annotate.run("tags", *args)
        assert (done.returncode, done.stderr) == (0, b""), done.stderr
        return done.stdout.decode()

    said = does(
        *("add", "cause/economy", "--key", "e", "--colour", "blue", "--description", "Jobs"),
        *("--example", "lost his job", "--counter-example", "was poor", "--field", "who"),
        *("--field", "strength:choice:weak; strong", "--field", "since:date"),
    )
    assert said == "cause/economy added, key e.\n"
    made = {tag["path"]: tag for tag in json.loads(does("--json"))}
    assert list(made)[-2:] == ["cause", "cause/economy"]
    tag = made["cause/economy"]
    assert (tag["key"], tag["colour"], tag["parent"]) == ("e", "#0000ff", "cause")
    assert (tag["example"], tag["counter_example"]) == ("lost his job", "was poor")
    assert [(f["name"], f["kind"], f["choices"]) for f in tag["fields"]] == [
        ("who", "text", []),
        ("strength", "choice", ["weak", "strong"]),
        ("since", "date", []),
    ]
    assert does("rename", "e", "prices") == "cause/economy is now cause/prices.\n"
    assert does("move", "prices", "--top") == "cause/prices is now prices.\n"
    assert does("move", "prices", "--under", "quote") == "prices is now quote/prices.\n"
    assert does("edit", "quote/prices", "--no-key", "--description", "") == (
        "quote/prices: key, description changed.\n"
    )
    assert does("move", "figure", "--up", "2") == "figure is now 1 of 4.\n"
    assert does("move", "figure", "--down", "1") == "figure is now 2 of 4, after claim.\n"
    assert [path for path in tags(annotate) if "/" not in path] == [
        *("claim", "figure", "quote", "cause")
    ]
    assert does("archive", "prices") == "quote/prices archived.\n"
    assert "quote/prices (archived)" in does()
    assert does("restore", "prices") == "quote/prices restored, key p.\n"
    assert does("remove", "p") == "quote/prices removed.\n"


def test_keys_are_given_unless_there_is_to_be_none(annotate):
    assert annotate.ok("tags", "add", "rumour") == "rumour added, key r.\n"
    assert annotate.ok("tags", "add", "robbery", "--no-key") == "robbery added, without a key.\n"
    (made,) = annotate.json("tags", "add", "war", "--json")
    assert (made["path"], made["fields"], made["annotations"]) == ("war", [], 0)
    assert annotate.ok("tags", "edit", "war", "--name", "war") == "war: as it was.\n"


def test_inherited_fields_are_told_from_its_own(annotate):
    annotate.ok("tags", "add", "quote/denial", "--field", "of:link")
    denial = tags(annotate)["quote/denial"]
    assert [field["name"] for field in denial["fields"]] == ["of"]
    assert denial["inherited"] == tags(annotate)["quote"]["fields"]


def test_merging_says_how_many_marks_and_loses_no_value(annotate, marked):
    annotate.ok("tags", "add", "quote/denial", "--field", "of")
    assert annotate.ok("tags", "merge", "quote", "claim") == (
        "1 mark of quote is now claim; it has the fields speaker_role, named, cue, quote_mode,"
        " said_when besides; moved along: claim/denial.\n"
    )
    assert fields(annotate, marked["quote"]) == {"speaker": "Ann Lee", "cue": "said"}
    assert tags(annotate)["claim"]["annotations"] == 2
    (record,) = annotate.json("tags", "merge", "figure", "claim", "--json")
    assert (record["path"], record["merged"], record["marks"]) == ("claim", "figure", 1)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["add", "Claim"], "There is a tag claim already: give another name."),
        (["add", "a", "--key", "c"], "The key c is the key of claim: give a another."),
        (["add", "a", "--key", "j"], "The key j is one of the program's own: give a another."),
        (["add", "a", "--colour", "sky"], "“sky” is no colour"),
        (["add", "a", "--field", "value:text"], "The field value is number in figure"),
        (["add", "a//b"], "A tag needs a name"),
        (["rename", "claim", "a/b"], "The name of a tag cannot hold “/”"),
        (["rename", "rumour", "x"], "There is no tag “rumour”; there is: claim (c)"),
        (["move", "claim", "--under", "c"], "The tag claim cannot be put below itself"),
        (["merge", "claim", "claim"], "The tag claim cannot be merged into itself."),
        (["remove", "quote"], "1 mark has the tag quote, removed ones included"),
        (["field", "add", "quote", "value"], "The field value is number in figure"),
        (["field", "add", "quote", "Cue"], "The tag quote has two fields named cue and Cue"),
        (["field", "add", "quote", "x", "--kind", "choice"], "The field x needs choices"),
        (["field", "edit", "quote", "x", "--name", "y"], "The tag quote has no field “x”"),
        (["field", "edit", "quote", "x", "--kind", "date"], "The tag quote has no field “x”"),
        (["field", "remove", "claim", "cue"], "The tag claim has no field “cue”"),
        (["field", "edit", "claim", "verdict", "--choices", "no; false"], "true"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(annotate, marked, args, said):
    assert said in unchanged(annotate, "tags", *args)


@pytest.mark.parametrize(
    "args",
    [
        ["edit", "claim"],
        ["edit", "claim", "--key", "x", "--no-key"],
        ["move", "claim"],
        ["move", "claim", "--top", "--up", "1"],
        ["move", "claim", "--up", "0"],
        ["add", "a", "--field", "b:numbers"],
        ["add", "a", "--field", ":text"],
        ["field", "add", "claim", "x", "--kind", "colour"],
        ["field", "edit", "quote", "cue"],
        ["field", "edit", "quote", "cue", "--empty"],
        ["field", "edit", "quote", "cue", "--kind", "date", "--required"],
        ["field", "edit", "quote", "named", "--rename-choice", "named"],
        ["field", "move", "quote", "cue"],
        ["field", "move", "quote", "cue", "--up", "1", "--down", "1"],
    ],
)
def test_wrong_usage(annotate, args):
    command = " ".join(args[:2] if args[0] == "field" else args[:1])
    assert f"Try 'annotate tags {command} --help'." in unchanged(annotate, "tags", *args, status=2)


def test_fields_are_added_changed_moved_and_taken_away(annotate, marked):
    assert annotate.ok(
        *("tags", "field", "add", "quote", "tone", "--choices", "calm; angry", "--required"),
    ) == ("quote has the field tone (choice: calm, angry) now.\n")
    added = tags(annotate)["quote"]["fields"][-1]
    assert (added["kind"], added["required"]) == ("choice", True)
    said = annotate.ok("tags", "field", "edit", "quote", "tone", "--optional", "--name", "mood")
    assert said == "quote: mood changed.\n"
    assert annotate.ok("tags", "field", "move", "quote", "mood", "--up", "99") == (
        "quote: mood, speaker, speaker_text, speaker_role, named, cue, quote_mode, said_when.\n"
    )
    annotate.ok("tags", "field", "edit", "quote", "cue", "--name", "verb")
    assert fields(annotate, marked["quote"])["verb"] == "said"
    assert annotate.ok("tags", "field", "remove", "quote", "verb") == (
        "quote has no field verb of its own any more; 1 mark keeps a value.\n"
    )
    assert fields(annotate, marked["quote"])["verb"] == "said"


def test_choices_are_renamed_in_the_marks_too(annotate, marked):
    annotate.ok("tags", "field", "edit", "claim", "verdict", "--rename-choice", "true=correct")
    assert fields(annotate, marked["claim"]) == {"verdict": "correct"}
    assert "correct" in tags(annotate)["claim"]["fields"][5]["choices"]


def test_another_kind_converts_the_values(annotate, marked):
    said = annotate.run("tags", "field", "edit", "figure", "unit", "--kind", "choice")
    assert (said.returncode, said.stderr) == (0, b"")
    assert said.stdout.decode() == "unit is now choice in figure: 1 value converted.\n"
    assert {"kind": "choice", "choices": ["cases"]}.items() <= tags(annotate)["figure"]["fields"][
        7
    ].items()


def test_what_cannot_be_converted_is_listed_and_nothing_is_done(annotate, marked):
    before = annotate.ok("tags", "export"), annotate.ok("log")
    args = ("tags", "field", "edit", "figure", "unit", "--kind", "date")
    done = annotate.run(*args)
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "annotate: 1 value of unit cannot be converted to date, and nothing was changed: put them"
        " right, or give --empty to empty them.\n"
    )
    head, row = done.stdout.decode().splitlines()
    assert head.split() == ["article", "words", "value", "reason"]
    assert row.split()[:4] == ["1", "16", "cases", "cases"]  # the words, then the value
    listed = annotate.run(*args, "--json")
    (record,) = json.loads(listed.stdout)
    assert listed.returncode == 1
    assert (record["article"], record["annotation"]) == (1, marked["figure"])
    assert (record["text"], record["value"]) == ("16 cases", "cases")
    assert record["reason"]
    assert (annotate.ok("tags", "export"), annotate.ok("log")) == before
    assert annotate.ok(*args, "--empty") == (
        "unit is now date in figure: 0 values converted, 1 emptied.\n"
    )
    assert fields(annotate, marked["figure"]) == {"value": 16}


def test_every_change_is_one_step_of_the_log(annotate, marked):
    done = (
        ["add", "a/b", "--field", "x"],
        ["edit", "b", "--colour", "red", "--name", "c"],
        ["move", "a/c", "--top"],
        ["field", "edit", "c", "x", "--kind", "number"],
        ["merge", "c", "claim"],
    )
    before = len(annotate.json("log", "--json"))
    for args in done:
        annotate.ok("tags", *args, "--coder", "bo")
    steps = annotate.json("log", "--json")[before:]
    assert [(step["action"], step["coder"]) for step in steps] == [
        ("create-tag", "bo"),
        ("edit-tag", "bo"),
        ("move-tag", "bo"),
        ("convert-field", "bo"),
        ("merge-tag", "bo"),
    ]


def test_help_has_examples_and_fits_a_narrow_terminal(annotate):
    commands = "list add edit rename move merge archive restore remove field import export"
    words = [["tags", name] for name in commands.split()]
    words += [["tags", "field", name] for name in ("add", "edit", "move", "remove")]
    for command in words:
        said = annotate.ok(*command, "--help")
        assert "Examples:" in said
        assert max(map(len, said.splitlines())) <= 80
    shown = annotate.ok("tags", "--help")
    places = [shown.index(f"\n  {name} ") for name in commands.split()]
    assert places == sorted(places)
