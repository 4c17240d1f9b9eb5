def test_marks_are_bracketed_and_listed(annotate, story):
    start = story.index("“We")
    end = story.index("”") + 1
    annotate.ok("tag", "1", start, end, "q", "--set", "speaker=Ann Lee", "--note", "check it")
    annotate.ok("tag", "1", start + 1, start + 3, "claim")
    shown = annotate.ok("show", "1")
    assert "[quote: “[claim: We] will not wait,”] said Ann Lee." in shown
    assert f"{start}-{end}  quote  “We will not wait,”  speaker: Ann Lee  note: check it" in shown


def test_crossing_marks_name_the_tag_that_ends(annotate, story):
    annotate.ok("tag", "1", "0", "14", "claim")
    annotate.ok("tag", "1", "9", "19", "quote")
    assert "[claim: Minister [quote: under claim] fire quote]" in annotate.ok("show", "1")


def test_a_mark_over_two_paragraphs_is_bracketed_in_both(annotate, story):
    start, end = story.index("She named"), story.index("Nobody else") + len("Nobody else")
    annotate.ok("tag", "1", start, end, "claim")
    shown = annotate.ok("show", "1")
    assert "[claim: She named 16 cases.]" in shown
    assert "[claim: Nobody else] spoke." in shown


def test_json_is_one_record_with_text_and_marks(annotate, story):
    mark_id = annotate.ok("tag", "1", "0", "8", "claim").strip()
    (record,) = annotate.json("show", "1", "--json")
    assert record["text"] == story
    (mark,) = record["marks"]
    assert (mark["id"], mark["tag"], mark["start"], mark["end"]) == (mark_id, "claim", 0, 8)
    assert record["text"][mark["start"] : mark["end"]] == mark["text"] == "Minister"
    assert mark["coder"] == "ann"


def test_an_article_by_number_id_source_or_words_of_its_title(annotate, story):
    (record,) = annotate.json("list", "--json")
    for word in ("1", record["id"], record["source"], "story.txt", "MINISTER fire"):
        assert annotate.json("show", word, "--json")[0]["id"] == record["id"], word


def test_words_that_fit_two_articles_name_both(annotate, story):
    annotate.write("other.txt", "Minister resigns\n\nHe left.\n")
    annotate.ok("add", "other.txt")
    said = annotate.refuses("show", "minister")
    assert "1 “Minister under fire”" in said
    assert "2 “Minister resigns”" in said


def test_an_unknown_article_says_what_to_give(annotate, story):
    assert "number" in annotate.refuses("show", "nothing like it")
