import json

import pytest


@pytest.fixture
def lacking(annotate, story):
    """Two quotes without a speaker, one of them bo's, and an article that lacks its outlet."""
    annotate.ok("tag", "1", "0", "8", "quote")
    annotate.ok("tag", "1", "9", "14", "quote", "--coder", "bo")
    annotate.ok("tags", "field", "edit", "claim", "verdict", "--required")
    annotate.ok("tag", "1", "15", "19", "claim")
    annotate.ok("variables", "add", "outlet", "--required")


def test_a_process_lists_what_is_to_be_done_and_ends_well(annotate, lacking):
    done = annotate.run("check")
    assert done.returncode == 0
    assert done.stderr.decode() == (
        "annotate: 1 article needs another outlet; 2 marks lack speaker; 1 mark lacks verdict.\n"
    )
    head, *rows = done.stdout.decode().splitlines()
    assert head.split() == ["article", "tag", "words", "what"]
    assert rows[0].split()[:4] == ["1", "The", "article", "has"]
    assert rows[1].split()[:3] == ["1", "quote", "Minister"]
    assert rows[1].endswith("This quote has no speaker: say who said it.")
    assert len(rows) == 4


def test_records(annotate, lacking):
    records = json.loads(annotate.run("check", "--json").stdout)
    assert [(r["kind"], r["article"], r["tag"], r["field"], r["text"]) for r in records] == [
        ("variable", 1, "", "outlet", ""),
        ("speaker", 1, "quote", "speaker", "Minister"),
        ("speaker", 1, "quote", "speaker", "under"),
        ("required", 1, "claim", "verdict", "fire"),
    ]
    (article,) = annotate.json("show", "1", "--json")
    assert [r["annotation"] for r in records[1:]] == [mark["id"] for mark in article["marks"]]


def test_only_one_coders_and_one_articles(annotate, lacking):
    annotate.write("other.txt", "Other words.\n\nThat is all.\n")
    annotate.ok("add", "other.txt")
    records = json.loads(annotate.run("check", "--coder", "bo", "--json").stdout)
    assert [r["text"] for r in records if r["annotation"]] == ["under"]
    records = json.loads(annotate.run("check", "--article", "2", "--json").stdout)
    assert [(r["kind"], r["article"]) for r in records] == [("variable", 2)]
    assert "No article fits “3”" in annotate.refuses("check", "--article", "3")


def test_strict_is_for_scripts(annotate, lacking):
    assert annotate.run("check", "--strict").returncode == 1
    done = annotate.run("check", "--strict", "--db", annotate.home / "none.db")
    assert done.returncode == 1
    annotate.ok("--db", annotate.home / "new.db", "tags", "add", "a")
    done = annotate.run("check", "--strict", "--db", annotate.home / "new.db")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == (
        "annotate: Nothing is missing, and nothing is to be put right.\n"
    )
