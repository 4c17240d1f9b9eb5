import json

import pytest


@pytest.fixture
def spoken(annotate, story):
    """Quotes of officials written in three ways, and one claim; two articles have an outlet."""
    words = [(0, 8, "an official"), (9, 14, "Official"), (15, 19, "an official"), (21, 43, "Ann")]
    for start, end, speaker in words:
        annotate.ok("tag", "1", start, end, "quote", "--set", f"speaker={speaker}")
    annotate.write("other.txt", "Other words.\n\nThat is all.\n")
    annotate.ok("add", "other.txt")
    for number in ("1", "2"):
        annotate.ok("edit", number, "--set", "outlet=NKNews", "--set", f"no={number}")


def values(annotate, field):
    of = "articles" if field.startswith("article.") else "marks"
    listed = annotate.json("values", field, "--json")
    assert {record["field"] for record in listed} <= {field}
    return [(record["value"], record[of]) for record in listed]


def test_fields_and_values_are_listed_most_used_first(annotate, spoken):
    done = annotate.run("values")
    assert (done.returncode, done.stderr) == (0, b"")
    assert [line.split() for line in done.stdout.decode().splitlines()] == [
        ["field", "values", "in"],
        ["speaker", "3", "4", "marks"],
        ["article.outlet", "1", "2", "articles"],
        ["article.no", "2", "2", "articles"],
    ]
    assert annotate.ok("values", "speaker").splitlines() == [
        "marks  speaker",
        "    2  an official",
        "    1  Ann",
        "    1  Official",
    ]
    assert annotate.ok("values", "list", "SPEAKER") == annotate.ok("values", "speaker")
    assert values(annotate, "article.outlet") == [("NKNews", 2)]
    assert annotate.json("values", "--json", "speaker") == annotate.json(
        "values", "speaker", "--json"
    )


def test_values_are_written_otherwise_in_one_step(annotate, spoken):
    done = annotate.run("values", "rename", "speaker", "Official", "an official", "--to", "X Y")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "speaker is now “X Y” in 3 marks.\n"
    assert values(annotate, "speaker") == [("X Y", 3), ("Ann", 1)]
    assert annotate.json("log", "-n", "1", "--json")[0]["action"] == "rename-value"
    (record,) = annotate.json("values", "rename", "speaker", "Ann", "--to", "", "--json")
    assert record == {"field": "speaker", "values": ["Ann"], "to": "", "marks": 1}
    said = annotate.ok("values", "rename", "article.outlet", "NKNews", "--to", "NK News")
    assert said == "article.outlet is now “NK News” in 2 articles.\n"
    assert values(annotate, "article.outlet") == [("NK News", 2)]


def test_choices_of_lists_are_counted_each(annotate, story):
    annotate.ok("tags", "field", "add", "claim", "about", "--kind", "choices", "--choices", "a;b")
    annotate.ok("tag", "1", "0", "8", "claim", "--set", "about=a; b")
    annotate.ok("tag", "1", "9", "14", "claim", "--set", "about=b")
    assert values(annotate, "about") == [("b", 2), ("a", 1)]
    assert {"field": "about", "values": 2, "marks": 2} in annotate.json("values", "--json")
    assert "--rename-choice" in annotate.refuses("values", "rename", "about", "a", "--to", "c")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["rumour"], "There is no field “rumour”; there is: speaker"),
        (["value"], "value holds numbers: only values in words are listed and renamed."),
        (["part_of"], "part_of holds other marks"),
        (["rename", "speaker", "Offical", "--to", "x"], "did you mean “Official”?"),
        (["rename", "speaker", "Ann", "An official", "--to", "x"], "did you mean “an official”?"),
        (["rename", "unit", "case", "--to", "cases"], "No mark has words as unit yet."),
        (["rename", "article.outlets", "a", "--to", "b"], "There is no field “article.outlets”"),
    ],
)
def test_what_is_not_there_is_said_and_changes_nothing(annotate, spoken, args, said):
    before = annotate.ok("log")
    assert said in annotate.refuses("values", *args)
    assert annotate.ok("log") == before


def test_choices_take_only_what_can_be_chosen(annotate, story):
    annotate.ok("tag", "1", "0", "8", "claim", "--set", "verdict=true")
    assert "verdict" in annotate.refuses("values", "rename", "verdict", "true", "--to", "who knows")
    assert values(annotate, "verdict") == [("true", 1)]


@pytest.mark.parametrize(
    "args", [["rename", "speaker"], ["rename", "speaker", "a"], ["speaker", "unit"]]
)
def test_wrong_usage(annotate, args):
    assert "--help" in annotate.refuses("values", *args, status=2)


def test_a_library_without_values_says_so(annotate):
    done = annotate.run("values")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == "annotate: No field is filled in yet.\n"
    done = annotate.run("values", "speaker", "--json")
    assert json.loads(done.stdout) == []
