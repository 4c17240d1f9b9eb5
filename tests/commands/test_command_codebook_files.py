import json

import pytest

BOOK = """[[tag]]
path = "cause/economy"
key = "e"
description = "Jobs, prices."

[[tag]]
name = "claim"
description = "What can be checked."

[[variable]]
name = "outlet"
"""


def did(records):
    return {record["name"]: record["did"] for record in records}


def test_a_process_writes_and_reads_files_and_says_what_it_did(annotate):
    annotate.write("book.toml", BOOK)
    first = annotate.run("tags", "import", "book.toml")
    assert (first.returncode, first.stderr) == (0, b"")
    assert first.stdout.decode() == "2 tags added, 1 changed, 1 variable added.\n"
    second = annotate.run("tags", "import", "book.toml", "--json")
    assert set(did(json.loads(second.stdout)).values()) == {"same"}
    written = annotate.run("tags", "export", "-o", "out.qdc")
    assert (written.returncode, written.stdout) == (0, b"")
    assert written.stderr.decode() == "annotate: 5 tags and 1 variable; written to out.qdc.\n"
    third = annotate.run("tags", "import", "out.qdc")
    assert third.stdout.decode() == "5 tags as before, 1 variable as before.\n"


@pytest.mark.parametrize("name", ["toml", "qdc"])
def test_a_codebook_goes_into_another_library_whole(annotate, name):
    annotate.write("book.toml", BOOK)
    annotate.ok("tags", "import", "book.toml")
    whole = annotate.ok("tags", "export")
    file = annotate.write(f"out.{name}", annotate.ok("tags", "export", "--format", name))
    annotate.ok("tags", "import", file, "--db", annotate.home / "other.db")
    assert annotate.ok("tags", "export", "--db", annotate.home / "other.db") == whole
    assert 'path = "cause/economy"' in whole


def test_a_list_from_standard_input(annotate):
    said = annotate.json("tags", "import", "--format", "names", "-", "--json", stdin=b"a\n  b\n")
    assert did(said) == {"a": "added", "a/b": "added"}
    assert "a\n  b\n" in annotate.ok("tags", "export", "--format", "names")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("b.toml", '[[tag]]\nnam = "a"', "b.toml, line 2: a tag has no “nam”; did you mean name?"),
        ("b.qdc", "<!DOCTYPE a [<!ENTITY a 'b'>]><a>&a;</a>", "b.qdc, line 1: the file has a doc"),
        ("b.txt", "a\nA", "b.txt, line 2: there are two tags “A”; rename or remove one."),
    ],
)
def test_a_file_with_a_mistake_changes_nothing(annotate, name, content, said):
    before = annotate.ok("tags", "export")
    annotate.write(name, content)
    assert annotate.refuses("tags", "import", name).startswith(said)
    assert annotate.ok("tags", "export") == before


def test_what_the_library_does_not_take_is_said_and_changes_nothing(annotate):
    annotate.write("b.toml", '[[tag]]\nname = "x"\n[[tag.field]]\nname = "speaker"\nkind = "url"')
    before = annotate.ok("tags", "export")
    assert "speaker" in annotate.refuses("tags", "import", "b.toml")
    assert annotate.ok("tags", "export") == before


def test_files_that_are_not_there_and_formats_that_are_none(annotate):
    assert annotate.refuses("tags", "import", "no.toml") == (
        "no.toml could not be read: No such file or directory."
    )
    assert "ends in .csv" in annotate.refuses("tags", "export", "-o", "b.csv", status=2)
    assert "no format 'xml'" in annotate.refuses("tags", "export", "--format", "xml", status=2)
    assert "could not be written" in annotate.refuses("tags", "export", "-o", "no/b.toml")
