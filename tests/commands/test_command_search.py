from annotate_tui.store import Library
from annotate_tui.text.cells import cell_width


def test_a_passage_below_the_name_of_its_article(annotate, story):
    assert annotate.ok("search", "nobody") == (
        "  1 Minister under fire\n    Nobody else spoke. The hall was full.\n"
    )


def test_all_words_phrases_and_the_beginning_of_the_last(annotate, story):
    assert annotate.json("search", "lee", "cas", "--json")[0]["text"] == "Lee. She named 16 cases"
    assert annotate.json("search", '"ann lee"', "--json")[0]["text"] == "Ann Lee"
    annotate.refuses("search", '"lee ann"')
    annotate.refuses("search", "lee", "berlin")


def test_the_record_of_a_hit(annotate, story):
    annotate.ok("tag", "1", "23", "43", "quote", "--note", "really?")
    text, mark = sorted(annotate.json("search", "wait", "--json"), key=lambda h: -len(h["kind"]))
    if text["kind"] == "mark":
        text, mark = mark, text
    assert list(text) == [
        "kind", "article", "article_id", "title", "published", "text_id", "start", "end", "text",
        "left", "right", "score", "annotation",
    ]  # fmt: skip
    assert (text["kind"], text["article"], text["title"]) == ("text", 1, "Minister under fire")
    assert story[text["start"] : text["end"]] == text["text"] == "wait"
    assert (text["left"], text["right"]) == (
        "“We will not ",
        ",” said Ann Lee. She named 16 cases.",
    )
    assert text["annotation"] == ""
    assert (mark["kind"], mark["start"], mark["end"]) == ("mark", 23, 43)
    assert mark["annotation"]
    (note,) = annotate.json("search", "really", "--json")
    assert (note["kind"], note["annotation"]) == ("note", mark["annotation"])


def test_what_is_chosen(annotate, story):
    annotate.write("other.txt", "Ann Lee again\n\nNobody saw Ann Lee.\n")
    annotate.ok("add", "other.txt")
    annotate.ok("tag", "2", "22", "33", "claim")
    assert len(annotate.json("search", "lee", "--json")) == 4
    assert {h["article"] for h in annotate.json("search", "lee", "--article", "2", "--json")} == {2}
    assert [h["kind"] for h in annotate.json("search", "lee", "--kind", "title", "--json")] == [
        "title"
    ]
    found = annotate.json("search", "lee", "--kind", "title", "--kind", "mark", "--json")
    assert sorted(h["kind"] for h in found) == ["mark", "title"]
    assert [h["kind"] for h in annotate.json("search", "lee", "--tag", "claim", "--json")] == [
        "mark"
    ]
    assert "quote" in annotate.refuses("search", "lee", "--tag", "none")
    assert "Nothing was found" in annotate.refuses("search", "lee", "--tag", "quote")
    assert "No article" in annotate.refuses("search", "lee", "--article", "7")


def test_the_best_only_and_how_many_there_are(annotate, story):
    for number in range(4):
        annotate.write(f"{number}.txt", f"Story {number}\n\nA fig, number {number}.\n")
    annotate.ok("add", *(f"{number}.txt" for number in range(4)))
    done = annotate.call("search", "fig", "-n", "2")
    assert done.returncode == 0
    assert done.stdout.decode().count("fig") == 2
    assert done.stderr.decode() == "annotate: 2 of 4 passages; -n N shows more.\n"


def test_nothing_found(annotate, story):
    assert annotate.refuses("search", "berlin") == "Nothing was found for “berlin”."
    assert annotate.refuses("search", "😀") == "Nothing was found for “😀”."
    done = annotate.call("search", "berlin", "--json")
    assert (done.returncode, done.stdout) == (1, b"[]\n")


def test_words_are_needed(annotate, story):
    assert "WORDS" in annotate.refuses("search", status=2)


def test_an_empty_library_makes_no_file(annotate):
    assert "Nothing was found" in annotate.refuses("search", "x")
    assert not annotate.db.exists()


def test_nothing_that_is_typed_is_a_command(annotate, story):
    for typed in [
        "nobody AND",
        "nobody*",
        'nobody "',
        "(nobody",
        "words:nobody",
        "nobody^2",
        "NOT",
    ]:
        done = annotate.call("search", "--", typed)
        assert done.returncode in (0, 1), done.stderr
        assert b"fts5" not in done.stderr


def test_on_a_terminal_the_words_are_lit_and_the_line_fits(annotate):
    annotate.write(
        "a.txt",
        "북한 엘리트층의 동요와 연쇄 탈북 조짐\n\n"
        + "정부는 앞으로도 계속 지켜보겠다고 밝혔다 " * 4
        + "그리고 김 장관은 기다린다. "
        + "Some English words stand behind it, more than fit. " * 3
        + "\n",
    )
    annotate.write("b.txt", "A steering \x1b]0;title\x07 fig\n\nIs in the text: fig.\n")
    annotate.ok("add", "a.txt", "b.txt")
    lines = annotate.on_terminal("search", "장관", columns=50).splitlines()
    assert len(lines) == 2
    assert "\x1b[1;4m장관\x1b[0m" in lines[1]
    plain = [line.replace("\x1b[1;4m", "").replace("\x1b[0m", "") for line in lines]
    assert max(map(cell_width, plain)) <= 50
    assert plain[1].strip().startswith("…")
    assert plain[1].endswith("…")
    steering = annotate.on_terminal("search", "fig", columns=60)
    assert "\x1b]" not in steering
    assert steering.count("\x1b[1;4mfig\x1b[0m") == 2
    assert "\x1b" not in annotate.ok("search", "장관")


def test_what_was_added_is_indexed(annotate, story):
    with Library.open(annotate.db) as library:
        assert list(library.query("SELECT * FROM search_queue")) == []
        assert len(list(library.query("SELECT * FROM search_chunks"))) == 2


def test_what_was_added_can_be_found_in_a_file_that_is_read_only(annotate, story):
    annotate.db.chmod(0o444)
    folder = annotate.db.parent
    folder.chmod(0o555)
    try:
        assert annotate.ok("search", "nobody").startswith("  1 Minister")
    finally:
        folder.chmod(0o755)
