from annotate_tui.text.cells import cell_width


def test_columns_and_counts(annotate, story):
    annotate.ok("tag", "1", "0", "8", "claim")
    annotate.ok("tag", "1", "9", "14", "claim")
    annotate.ok("tag", "1", "9", "14", "quote")
    head, row = annotate.ok("list").splitlines()
    assert head.split() == ["no", "title", "source", "claim", "quote"]
    assert row.split() == ["1", "Minister", "under", "fire", "story.txt", "2", "1"]


def test_the_source_is_the_site_else_the_file_with_its_part(annotate):
    annotate.write("rows.csv", "title,text\nOne,Words of the first.\nTwo,Words of the second.\n")
    page = "<html><head><title>Rice</title><meta property='og:site_name' content='The Post'></head>"
    words = " ".join(f"Sentence {n} is about rice and its price." for n in range(30))
    annotate.write("page.html", f"{page}<body><article><p>{words}</p></article></body></html>")
    annotate.call("add", "rows.csv", "page.html")
    _, *rows = annotate.ok("list").splitlines()
    assert [row.split("  ")[-1].strip() for row in rows] == [
        "rows.csv#row=1",
        "rows.csv#row=2",
        "The Post",
    ]


def test_json_has_the_whole_record(annotate, story):
    (record,) = annotate.json("list", "--json")
    assert record["number"] == 1
    assert record["title"] == "Minister under fire"
    assert record["source"] == str(annotate.home / "story.txt")
    assert record["characters"] == len(story)
    assert record["counts"] == {}
    assert record["done_at"] == ""


def test_an_empty_library_is_an_empty_list_and_makes_no_file(annotate):
    assert annotate.json("list", "--json") == []
    done = annotate.run("list")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"library is empty" in done.stderr
    assert not annotate.db.exists()


def test_the_table_fits_the_terminal_also_in_wide_characters(annotate):
    annotate.write(
        "a.txt", "북한 엘리트층의 동요와 연쇄 탈북 조짐에 대한 정부의 설명 " * 3 + "\n\n본문이다.\n"
    )
    annotate.write("b" * 70 + ".txt", "Title of a story that is long enough\n\nWith a body.\n")
    annotate.ok("add", "a.txt", "b" * 70 + ".txt")
    lines = annotate.on_terminal("list", columns=50).splitlines()
    assert len(lines) == 3
    assert max(cell_width(line) for line in lines) <= 50
    assert "…" in lines[1]
    assert all("…" not in line for line in annotate.ok("list").splitlines())


def test_show_wraps_and_colours_on_a_terminal_only(annotate, story):
    annotate.ok("tag", "1", "0", "8", "claim")
    shown = annotate.on_terminal("show", "1", columns=40)
    assert "\x1b[" in shown
    assert "[claim: " in shown
    without = annotate.on_terminal("show", "1", columns=40, NO_COLOR="1")
    assert "\x1b[38" not in without
    assert "[claim: Minister] under fire" in without.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert max(map(len, without.splitlines())) <= 40
    assert "\x1b" not in annotate.ok("show", "1")


def test_csv_on_a_terminal_cannot_steer_it(annotate):
    annotate.write("evil.txt", "A \x1b]0;title\x07 in the text of the story.\n")
    annotate.ok("add", "evil.txt")
    annotate.ok("tag", "1", "0", "12", "claim")
    assert "\x1b" in annotate.ok("export")
    assert "\x1b" not in annotate.on_terminal("export")


def test_pairs_that_are_nearly_the_same(annotate, story):
    done = annotate.run("list", "--doubles")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr == b"annotate: No two articles are nearly the same.\n"
    words = " ".join(f"The council spoke of matter {n} at length and voted." for n in range(40))
    annotate.write("a.txt", f"Council votes\n\n{words}\n")
    annotate.write("b.txt", f"Council votes again\n\n{words.replace('matter 7 ', 'nothing ')}\n")
    annotate.write("c.txt", "Something else\n\n" + " ".join(f"word{n}" for n in range(300)))
    annotate.ok("add", "c.txt", "b.txt", "a.txt")
    head, row = annotate.ok("list", "--doubles").splitlines()
    assert head.split() == ["no", "title", "no", "very", "like", "same", "words"]
    assert row.split() == "3 Council votes again 4 Council votes 99 %".split()
    (pair,) = annotate.json("list", "--doubles", "--json")
    assert pair["nearly"] is True
    assert [record["number"] for record in pair["articles"]] == [3, 4]
    assert 0.98 < pair["share"] < 1
    (added,) = annotate.json("add", "a.txt", "--json")
    assert added["status"] == "same"


def test_the_likeliest_pairs_come_first_and_a_part_is_said_to_be_one(annotate):
    words = [f"The council spoke of matter {n} at length and voted." for n in range(60)]
    annotate.write("a.txt", "Votes\n\n" + " ".join(words))
    annotate.write("b.txt", "Some votes\n\nThe mayor opened it. " + " ".join(words[:30]))
    annotate.write("c.txt", "Votes again\n\n" + " ".join(words).replace("matter 7 ", "nothing "))
    annotate.ok("add", "b.txt", "c.txt", "a.txt")
    pairs = annotate.json("list", "--doubles", "--json")
    shares = [pair["share"] for pair in pairs]
    assert len(pairs) == 3
    assert shares == sorted(shares, reverse=True)
    lines = annotate.ok("list", "--doubles").splitlines()[1:]
    parts = [line.endswith("% of the shorter one's") for line in lines]
    assert sorted(parts) == [False, True, True]
    assert parts == [not pair["nearly"] for pair in pairs]
