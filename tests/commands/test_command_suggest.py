import json
import subprocess
import sys

import pytest

from annotate_tui.services.adding import sample_path

TEXT = (
    "The mayor’s plan\n\n“We will not wait any longer for help,” said Ann Lee, the mayor."
    " She named at least 16 families 😀 北.\n\nNobody else spoke.\n"
)
QUOTE = "“We will not wait any longer for help,”"
FIGURE = "at least 16 families"


@pytest.fixture
def texts(annotate):
    return annotate.write("a.txt", TEXT)


def words(records, tag):
    return [record["text"] for record in records if record["tag"] == tag]


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def answers(said):
    return [json.loads(line) for line in said.split("\n")[:-1]]


def test_json_of_a_file_and_of_standard_input(annotate, texts):
    found = annotate.json("suggest", "a.txt", "--json")
    assert words(found, "quote") == [QUOTE]
    assert words(found, "figure") == [FIGURE]
    for one in found:
        assert set(one) - {"part_of"} == {
            *("start", "end", "text", "tag", "fields", "score", "why"),
        }
        assert one["text"] == TEXT[one["start"] : one["end"]]
        assert 0 <= one["score"] == round(one["score"], 2) <= 1
        assert one["why"]
        assert all(isinstance(reason, str) for reason in one["why"])
    assert found == sorted(found, key=lambda one: (one["start"], -one["end"], one["tag"]))
    assert annotate.json("suggest", "-", "--json", stdin=TEXT.encode()) == found
    done = annotate.run("suggest", "a.txt", "--json")
    assert (done.returncode, done.stderr, json.loads(done.stdout)) == (0, b"", found)


def test_nothing_of_a_library_is_read_or_made(annotate, texts):
    annotate.ok("suggest", "a.txt", "--tag", "quote")
    annotate.ok("suggest", "--jsonl", "-", stdin=lines({"id": 1, "text": TEXT}))
    assert not annotate.db.exists()
    # Not even one that is broken.
    annotate.db.write_bytes(b"no library at all" * 100)
    annotate.ok("suggest", "a.txt", "--tag", "quote")
    annotate.ok("suggest", "-", stdin=TEXT.encode())
    annotate.ok("suggest", "--jsonl", "-", stdin=lines({"id": 1, "text": TEXT}))


def test_a_line_for_each_with_tabs_between(annotate, texts):
    found = annotate.json("suggest", "a.txt", "--json")
    rows = [line.split("\t") for line in annotate.ok("suggest", "a.txt").splitlines()]
    assert len(rows) == len(found)
    for row, one in zip(rows, found, strict=True):
        start, end, tag, score, _, said, why = row
        assert (int(start), int(end), tag, said) == (
            one["start"],
            one["end"],
            one["tag"],
            " ".join(one["text"].split()),
        )
        assert float(score) == one["score"]
        assert why == "; ".join(one["why"])
    speakers = [row[4] for row in rows if row[2] == "quote"]
    assert speakers == ["Ann Lee"]
    (value,) = (row[4] for row in rows if row[2] == "figure")
    assert "16" in value


def test_a_table_on_a_terminal_that_fits_it(annotate, texts):
    said = annotate.on_terminal("suggest", "a.txt", columns=72).splitlines()
    assert said[0].split() == ["start", "end", "tag", "score", "what", "words", "why"]
    assert max(map(len, said)) <= 72
    assert any("quote" in line and "Ann Lee" in line for line in said)
    assert "\x1b" not in "".join(said)


def test_wide_characters_keep_the_columns_of_the_table(annotate):
    from annotate_tui.text.cells import cell_width

    annotate.write(
        "ko.txt", "“우리는 더 이상 기다리지 않겠다고 결정했다”고 그는 말했다. 환자는 1200명이다.\n"
    )
    head, *rows = annotate.on_terminal("suggest", "ko.txt", "--all", columns=72).splitlines()
    assert rows
    assert max(map(cell_width, [head, *rows])) <= 72
    # The words begin in the cell in which their head does, whatever stands before them.
    at = head.index("words")
    for row in rows:
        before = next(row[:n] for n in range(len(row)) if cell_width(row[:n]) == at)
        assert before.endswith(" ")


def test_nothing_in_a_text_steers_the_terminal(annotate):
    annotate.write("a.txt", "He said, “We\x1b[2J will never do this again.”\n")
    said = annotate.ok("suggest", "a.txt", "--all")
    assert said
    assert "\x1b" not in said


def test_tags_choose(annotate, texts):
    everything = annotate.json("suggest", "a.txt", "--all", "--json")
    for tag, key in (("claim", "c"), ("quote", "q"), ("figure", "f")):
        chosen = [one for one in everything if one["tag"] == tag]
        assert annotate.json("suggest", "a.txt", "--all", "--json", "--tag", tag) == chosen
        assert annotate.json("suggest", "a.txt", "--all", "--json", "--tag", key) == chosen
    both = annotate.json("suggest", "a.txt", "--all", "--json", "--tag", "q", "--tag", "figure")
    assert both == [one for one in everything if one["tag"] in ("quote", "figure")]


def test_a_score_replaces_the_usual_cut_and_all_gives_everything(annotate):
    text = sample_path().read_text(encoding="utf-8")
    annotate.write("s.txt", text)
    everything = annotate.json("suggest", "s.txt", "--all", "--json")
    assert annotate.json("suggest", "s.txt", "--min-score", "0", "--json") == everything
    low, high = sorted({one["score"] for one in everything})[-2:]
    cut = (low + high) / 2
    some = annotate.json("suggest", "s.txt", "--min-score", cut, "--json")
    assert some == [one for one in everything if one["score"] >= cut]
    assert 0 < len(some) < len(everything)
    likely = annotate.json("suggest", "s.txt", "--json")
    assert [one for one in everything if one in likely] == likely


@pytest.mark.parametrize("score", ["2", "-0.1", "nan", "inf", "high", ""])
def test_what_is_no_score_is_wrong_usage(annotate, texts, score):
    said = annotate.refuses("suggest", "a.txt", f"--min-score={score}", status=2)
    assert f"'{score}' is no score: it takes a number from 0 to 1" in said


def test_an_unknown_tag_is_named_with_those_that_there_are(annotate, texts):
    said = annotate.refuses("suggest", "a.txt", "--tag", "rumour")
    assert said == "There is no tag “rumour”; there is: claim (c), quote (q), figure (f)."
    jsonl = annotate.refuses("suggest", "--jsonl", "-", "--tag", "rumour", stdin=b"{}\n")
    assert jsonl == said


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["a.txt", "a.txt"],
        ["a.txt", "--jsonl", "-"],
        ["--jsonl", "-", "--json"],
        ["--jsonl", "-", "--accept"],
        ["a.txt", "--all", "--min-score", "0.5"],
        ["--library"],
        ["1", "--library", "--accept"],
        ["--accept"],
    ],
)
def test_what_does_not_go_together_is_wrong_usage(annotate, texts, args):
    assert annotate.refuses("suggest", *args, status=2).endswith("Try 'annotate suggest --help'.")
    assert not annotate.db.exists()


def test_neither_file_nor_article_nor_page(annotate):
    assert "gone.txt" in annotate.refuses("suggest", "gone.txt")
    assert "https://example.org/story" in annotate.refuses("suggest", "https://example.org/story")
    assert "is not fetched" in annotate.refuses("suggest", "ftp://example.org/story")
    assert not annotate.db.exists()


def test_no_text_and_no_suggestion(annotate):
    assert "is empty" in annotate.refuses("suggest", "-")
    quotes = ("suggest", "-", "--tag", "quote")
    done = annotate.call(*quotes, stdin=b"Nobody spoke.")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == (
        "annotate: Nothing is suggested here; --all gives doubtful ones too.\n"
    )
    done = annotate.call(*quotes, "--all", stdin=b"Nobody spoke.")
    assert done.stderr.decode() == "annotate: Nothing is suggested here.\n"
    assert annotate.json(*quotes, "--json", stdin=b"Nobody spoke.") == []


def test_json_lines_in_and_out(annotate):
    records = [
        {"id": 7, "text": TEXT, "lang": "en"},
        {"id": "b", "text": "At least 16 families fled."},
        {"id": None, "text": ""},
        {"text": "  \n "},
    ]
    found = answers(annotate.ok("suggest", "--jsonl", "-", stdin=lines(*records)))
    assert [answer["id"] for answer in found] == [7, "b", None, None]
    assert words(found[0]["spans"], "quote") == [QUOTE]
    assert words(found[0]["spans"], "figure") == [FIGURE]
    # One sentence is read as a paragraph: it is no headline.
    assert words(found[1]["spans"], "figure") == ["At least 16 families"]
    assert found[2]["spans"] == found[3]["spans"] == []
    for record, answer in zip(records, found, strict=True):
        for one in answer["spans"]:
            assert record["text"][one["start"] : one["end"]] == one["text"]
            assert {"start", "end", "text", "tag", "fields", "score", "why"} <= set(one)


@pytest.mark.parametrize("lang", ["en", "en-US", "EN_gb", "", None])
def test_json_lines_name_a_language_with_or_without_a_country(annotate, lang):
    text = "They lost at least 16 men and two dozen horses there."
    given = lines({"text": text, "lang": lang})
    (found,) = answers(annotate.ok("suggest", "--jsonl", "-", "--tag", "f", stdin=given))
    assert words(found["spans"], "figure") == ["at least 16 men", "two dozen horses"]


def test_json_lines_take_the_options_that_choose(annotate):
    given = lines({"id": 1, "text": TEXT})
    everything = answers(annotate.ok("suggest", "--jsonl", "-", "--all", stdin=given))[0]["spans"]
    tagged = annotate.ok("suggest", "--jsonl", "-", "--all", "--tag", "q", stdin=given)
    assert answers(tagged)[0]["spans"] == [one for one in everything if one["tag"] == "quote"]
    low, high = sorted({one["score"] for one in everything})[-2:]
    cut = (low + high) / 2
    scored = annotate.ok("suggest", "--jsonl", "-", "--min-score", cut, stdin=given)
    best = [one for one in everything if one["score"] >= cut]
    assert answers(scored)[0]["spans"] == best != everything


def test_json_lines_from_a_file(annotate):
    annotate.write("in.jsonl", lines({"id": 1, "text": TEXT}))
    (found,) = answers(annotate.ok("suggest", "--jsonl", "in.jsonl"))
    assert words(found["spans"], "quote") == [QUOTE]
    assert "gone.jsonl cannot be read" in annotate.refuses("suggest", "--jsonl", "gone.jsonl")


@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_offsets_fit_the_text_as_it_was_given(annotate, before, line_end):
    text = before + TEXT.replace("\n", line_end)
    (found,) = answers(annotate.ok("suggest", "--jsonl", "-", stdin=lines({"id": 1, "text": text})))
    assert words(found["spans"], "quote") == [QUOTE]
    assert words(found["spans"], "figure") == [FIGURE]
    for one in found["spans"]:
        assert text[one["start"] : one["end"]] == one["text"]


def test_what_is_no_text_keeps_its_place(annotate):
    text = "\0\ud800 They lost at least 16 men \x00 there."
    given = lines({"id": 1, "text": text})
    out = annotate.ok("suggest", "--jsonl", "-", stdin=given)
    (one,) = (one for one in answers(out)[0]["spans"] if one["tag"] == "figure")
    assert text[one["start"] : one["end"]] == one["text"] == "at least 16 men"


def test_a_bad_line_is_named_and_the_rest_is_done(annotate):
    given = b'nonsense\n[1]\n{"id": 2}\n\xff\n' + lines({"id": 3, "text": "He lost 16 men."})
    done = annotate.run("suggest", "--jsonl", "-", stdin=given)
    assert done.returncode == 1
    assert [answer["id"] for answer in answers(done.stdout.decode())] == [3]
    said = done.stderr.decode().splitlines()
    assert [line.split(":")[1].strip() for line in said] == ["Line 1", "Line 2", "Line 3", "Line 4"]


def test_each_answer_is_written_at_once(annotate):
    with subprocess.Popen(
        annotate.argv("suggest", "--jsonl", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=annotate.env,
    ) as process:
        for number in (1, 2):
            process.stdin.write(lines({"id": number, "text": TEXT}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number


@pytest.mark.parametrize("args", [["big.txt"], ["--jsonl", "big.jsonl"]])
def test_a_closed_pipe_ends_it_quietly(annotate, args):
    annotate.write("big.txt", "They lost at least 16 men there. " * 6000)
    annotate.write("big.jsonl", lines({"id": 1, "text": "They lost 16 men."}) * 6000)
    with subprocess.Popen(
        annotate.argv("suggest", *args),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=annotate.home,
        env=annotate.env,
    ) as process:
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@pytest.mark.parametrize("args", [["--help"], ["export"], ["tags"]])
def test_other_commands_do_not_load_the_detectors(annotate, args):
    probe = (
        "import sys\nfrom annotate_tui.__main__ import main\n"
        f"assert main({args!r}) == 0\n"
        "rooms = ('annotate_tui.detect', 'annotate_tui.services.suggesting')\n"
        "loaded = [name for name in sys.modules if name.startswith(rooms)]\n"
        "assert not loaded, loaded"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        env=annotate.env,
        cwd=annotate.home,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
