import json

import pytest


def listed(annotate):
    return annotate.json("variables", "--json")


def test_variables_are_declared_changed_and_taken_away_by_processes(annotate, story):
    def does(*args):
        done = annotate.run("variables", *args)
        assert (done.returncode, done.stderr) == (0, b""), done.stderr
        return done.stdout.decode()

    assert does("add", "outlet", "--description", "Who published it") == (
        "The document variable outlet (text) added.\n"
    )
    assert "(choice)" in does("add", "country", "--choices", "DPRK; ROK", "--required")
    annotate.ok("edit", "1", "--set", "country=rok", "--set", "outlet=NK")
    assert [(v["name"], v["kind"], v["choices"], v["required"]) for v in listed(annotate)] == [
        ("outlet", "text", [], False),
        ("country", "choice", ["DPRK", "ROK"], True),
    ]
    assert [v["articles"] for v in listed(annotate)] == [1, 1]
    head, first, second = does().splitlines()
    assert head.split() == ["variable", "kind", "choices", "articles", "meaning"]
    assert first.split() == ["outlet", "text", "1", "Who", "published", "it"]
    assert second.split() == ["country", "choice,", "required", "DPRK;", "ROK", "1"]
    assert does("move", "country", "--up", "1") == "Document variables: country, outlet.\n"
    assert does("edit", "outlet", "--name", "paper") == "paper: changed.\n"
    (record,) = annotate.json("list", "--json")
    assert record["variables"] == {"country": "ROK", "paper": "NK"}
    assert does("remove", "paper") == (
        "paper is no document variable any more; 1 article keeps a value.\n"
    )
    assert [v["name"] for v in listed(annotate)] == ["country"]


def test_another_kind_converts_or_lists_what_it_cannot(annotate, story):
    annotate.ok("variables", "add", "event")
    annotate.ok("edit", "1", "--set", "event=12 June 2023")
    done = annotate.run("variables", "edit", "event", "--kind", "number", "--json")
    (record,) = json.loads(done.stdout)
    assert done.returncode == 1
    assert (record["article"], record["value"]) == (1, "12 June 2023")
    assert done.stderr.decode().startswith("annotate: 1 value of event cannot be converted")
    assert listed(annotate)[0]["kind"] == "text"
    assert annotate.ok("variables", "edit", "event", "--kind", "date", "--required") == (
        "event is now date: 1 value converted.\n"
    )
    assert annotate.json("list", "--json")[0]["variables"] == {"event": "2023-06-12"}
    assert annotate.ok("variables", "edit", "event", "--kind", "boolean", "--empty") == (
        "event is now boolean: 0 values converted, 1 emptied.\n"
    )
    assert annotate.json("list", "--json")[0]["variables"] == {}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["add", "Outlet"], "outlet and Outlet would be one column"),
        (["add", "x", "--kind", "choice"], "x needs its choices"),
        (["add", "a=b"], "“a=b” cannot be a name"),
        (["edit", "x", "--name", "y"], "There is no document variable “x”: there are outlet."),
        (["edit", "outlet", "--choices", "a;b"], "outlet has choices and is no list"),
        (["remove", "x"], "There is no document variable “x”"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(annotate, args, said):
    annotate.ok("variables", "add", "outlet")
    before = annotate.ok("log")
    assert said in annotate.refuses("variables", *args)
    assert annotate.ok("log") == before


@pytest.mark.parametrize(
    "args", [["edit", "a"], ["edit", "a", "--empty"], ["move", "a"], ["add", "a", "--kind", "x"]]
)
def test_wrong_usage(annotate, args):
    said = annotate.refuses("variables", *args, status=2)
    assert said.endswith(f"Try 'annotate variables {args[0]} --help'.")


def test_none_yet(annotate):
    done = annotate.run("variables", "list")
    assert (done.returncode, done.stdout) == (0, b"")
    assert "annotate variables add NAME" in done.stderr.decode()


def test_what_came_with_a_table_and_is_not_declared_is_named(annotate, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("text,country,my outlet\nWords of the one.,KP,NK\nWords of two.,KR,\n")
    assert annotate.run("add", str(table)).returncode == 0
    done = annotate.run("variables")
    assert done.stdout == b""
    assert done.stderr.decode() == (
        "annotate: No document variable is declared. Articles have values of country, my outlet:"
        " they are in the export, as text; 'annotate variables add country' declares one.\n"
    )
    annotate.ok("variables", "add", "country")
    done = annotate.run("variables")
    assert b"country" in done.stdout
    assert done.stderr.decode().startswith("annotate: Articles have values of my outlet, too:")
