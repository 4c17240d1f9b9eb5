import os


def test_one_line_for_each_article(annotate):
    one = annotate.write("one.txt", "One story\n\nIt has words.\n")
    two = annotate.write("two.txt", "Two story\n\nIt has more words.\n")
    assert annotate.ok("add", one, two).splitlines() == [
        "Added as article 1: “One story”.",
        "Added as article 2: “Two story”.",
    ]


def test_the_same_content_is_found_not_added_twice(annotate, story):
    again = annotate.write("copy.txt", story)
    assert annotate.ok("add", again).startswith("Already in the library as article 1")
    assert len(annotate.json("list", "--json")) == 1


def test_a_folder_stands_for_its_files_in_order_without_hidden_ones(annotate):
    annotate.write("clips/b.txt", "Second words here.")
    annotate.write("clips/a/z.txt", "First words here.")
    annotate.write("clips/.git/x.txt", "Hidden words here.")
    annotate.write("clips/.hidden.txt", "More hidden words.")
    records = annotate.json("add", "clips", "--json")
    assert [(r["number"], r["status"], r["title"]) for r in records] == [
        (1, "new", "First words here."),
        (2, "new", "Second words here."),
    ]


def test_standard_input(annotate):
    assert (
        annotate.ok("add", "-", stdin=b"Piped words.\n") == "Added as article 1: “Piped words.”.\n"
    )


def test_what_fails_is_named_and_the_rest_is_added(annotate):
    annotate.write("good.txt", "Good words.")
    annotate.write("empty.txt", b"")
    done = annotate.run("add", "missing.txt", "empty.txt", "https://example.org/a", "good.txt")
    said = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert done.stdout.decode() == "Added as article 1: “Good words.”.\n"
    assert len(said) == 3
    assert "missing.txt" in said[0]
    assert "empty.txt" in said[1]
    assert "save the page as a file" in said[2]


def test_an_empty_folder_says_so(annotate):
    (annotate.home / "nothing").mkdir()
    assert annotate.refuses("add", "nothing") == "There are no files in the folder nothing."


def test_without_a_source_it_is_wrong_usage(annotate):
    assert "PATH" in annotate.refuses("add", status=2)


def test_a_title_cannot_steer_the_terminal(annotate):
    annotate.write("evil.txt", "\x1b[31mRed [b]title[/b]\n\nWords follow here.\n")
    for command in (["add", "evil.txt"], ["list"], ["show", "1"], ["log"]):
        out = annotate.ok(*command)
        assert "\x1b" not in out
        assert "Red [b]title[/b]" in out


def test_a_file_is_the_same_from_every_folder(annotate):
    annotate.write("story.txt", "One story\n\nIt has words.\n")
    (annotate.home / "sub").mkdir()
    annotate.ok("add", "story.txt")
    annotate.write("story.txt", "One story\n\nIt has other words.\n")
    assert annotate.ok("add", "sub/../story.txt") == (
        "Article 1 has other words than before: this is its new text; the old one can be opened.\n"
    )


def test_a_file_with_a_name_that_is_not_utf8_is_found_by_it(annotate):
    for name in (b"a\xff.txt", b"a\xfe.txt"):
        annotate.write(os.fsdecode(name), f"The story of {name[1]}.")
        annotate.ok("add", os.fsdecode(name))
    assert [r["number"] for r in annotate.json("list", "--json")] == [1, 2]
    assert "The story of 254." in annotate.ok("show", os.fsdecode(b"a\xfe.txt"))
