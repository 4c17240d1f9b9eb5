import csv
import io
import os
import stat
import subprocess

import pytest

from annotate_tui.columns import ANNOTATION_COLUMNS


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def marked(annotate, story):
    """The story with a quotation, a figure that looks like a formula, and a claim."""
    start, end = story.index("“We"), story.index("”") + 1
    annotate.ok("tag", "1", start, end, "quote")
    at = story.index("16 cases")
    annotate.ok("tag", "1", at, at + 2, "figure", "--set", "value=-16", "--note", '=1+1, "n"')
    annotate.ok("tag", "1", "0", "8", "claim", "--coder", "bo")
    return story


def test_exact_bytes(annotate, marked):
    done = annotate.run("export")
    assert (done.returncode, done.stderr) == (0, b"")
    records = annotate.json("export", "--json")
    mark = next(r for r in records if r["tag"] == "figure")
    lines = done.stdout.split(b"\r\n")
    assert lines[0].decode() == ",".join(ANNOTATION_COLUMNS)
    at = marked.index("16 cases")
    expected = (
        'figure,16,,,,,"=1+1, ""n""",She named 16 cases.,Minister under fire,,,-16'
        + "," * 17
        + f"{annotate.home}/story.txt,,,,,en,{mark['paragraph_no']},2,{at},{at + 2},exact,keyed,,ann,"
        + f"{mark['coded_at']},{mark['changed_at']},,,{mark['id']},{mark['article_id']},"
        + mark["text_sha256"]
    )
    line = next(line for line in lines if line.startswith(b"figure")).decode()
    assert line.startswith(expected)
    assert done.stdout.endswith(b"\r\n")


def test_rows_are_in_the_order_of_the_text_and_offsets_recover_the_words(annotate, marked):
    table = rows(annotate.ok("export"))
    assert [row["tag"] for row in table] == ["claim", "quote", "figure"]
    for row in table:
        assert marked[int(row["start_char"]) : int(row["end_char"])] == row["text"]


def test_choices_narrow(annotate, marked):
    other = annotate.write("other.txt", "Other story\n\nIt has words.\n")
    annotate.ok("add", other)
    annotate.ok("tag", "2", "0", "5", "claim")

    def tags(*args):
        return [row["tag"] for row in rows(annotate.ok("export", *args))]

    assert tags("--tag", "q", "--tag", "figure") == ["quote", "figure"]
    assert tags("--article", "2") == ["claim"]
    assert tags("--coder", "bo") == ["claim"]
    assert tags("--coder", "ann", "--tag", "claim") == ["claim"]
    assert tags("--since", "2000-01-01") == ["claim", "quote", "figure", "claim"]
    assert tags("--since", "2999-01-01T00:00") == []


def test_a_file_is_written_and_what_is_missing_is_said(annotate, marked):
    done = annotate.run("export", "-o", "marks.csv")
    assert done.returncode == 0
    assert done.stdout == b""
    assert done.stderr.decode() == (
        "annotate: 3 rows; 1 quote without speaker; written to marks.csv.\n"
    )
    assert (annotate.home / "marks.csv").read_bytes() == annotate.run("export").stdout
    assert [p.name for p in annotate.home.glob(".marks*")] == []


def test_a_file_is_replaced_whole_and_keeps_its_permissions(annotate, marked):
    old = annotate.write("marks.csv", "old" * 10000)
    old.chmod(0o640)
    annotate.run("export", "-o", "marks.csv")
    assert old.read_bytes().startswith(b"tag,text")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_excel(annotate, marked):
    text = annotate.ok("export", "--excel")
    assert text.startswith("\ufefftag,")
    row = next(r for r in rows(text.removeprefix("\ufeff")) if r["tag"] == "figure")
    assert row["note"] == '\'=1+1, "n"'
    assert row["value"] == "-16"


def test_articles(annotate, marked):
    (row,) = rows(annotate.ok("export", "--articles"))
    assert row["number"] == "1"
    assert row["title"] == "Minister under fire"
    assert row["characters"] == str(len(marked))
    assert row["annotations"] == "3"
    assert (row["count.claim"], row["count.quote"], row["count.figure"]) == ("1", "1", "1")


def test_the_sample_article_is_left_out_until_it_is_named_or_marked(annotate, story):
    from annotate_tui.services.adding import sample_path

    annotate.ok("add", sample_path())
    assert [r["number"] for r in rows(annotate.ok("export", "--articles"))] == ["1"]
    assert [r["number"] for r in rows(annotate.ok("export", "--articles", "--article", "2"))] == [
        "2"
    ]
    annotate.ok("tag", "2", "16", "30", "claim")
    assert [r["number"] for r in rows(annotate.ok("export", "--articles"))] == ["1", "2"]


def test_nothing_marked_is_a_header_alone(annotate):
    assert annotate.ok("export") == ",".join(ANNOTATION_COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (["--tag", "rumour"], "rumour"),
        (["--article", "9"], "9"),
        (["-o", "no/such/folder.csv"], "no/such/folder.csv"),
    ],
)
def test_what_cannot_be_is_refused(annotate, story, args, part):
    assert part in annotate.refuses("export", *args)


@pytest.mark.parametrize(
    "args", [["--since", "soon"], ["--articles", "--tag", "claim"], ["--json", "-o", "x.csv"]]
)
def test_wrong_usage(annotate, args):
    annotate.refuses("export", *args, status=2)


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (["-o", "x.xlsx"], "'x.xlsx' ends in .xlsx, which is no format that can be written"),
        (["--format", "csv", "-o", "x.xlsx"], "'x.xlsx' ends in .xlsx"),
        (["--format", "xlsx"], "There is no format 'xlsx'; there is: csv."),
    ],
)
def test_a_format_that_is_not_there_is_wrong_usage_and_writes_nothing(annotate, args, part):
    assert annotate.refuses("export", *args, status=2).startswith(part)
    assert not (annotate.home / "x.xlsx").exists()


def test_a_closed_pipe_ends_quietly(annotate, story):
    # More than a pipe holds, so that the writer is still writing when the reader goes.
    long = "Words that fill. " * 20000
    annotate.write("long.txt", long)
    annotate.ok("add", "long.txt")
    for command in (["show", "2"], ["show", "2", "--json"], ["sentences", "2"]):
        process = subprocess.Popen(
            annotate.argv(*command),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=annotate.env,
        )
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141
        process.stderr.close()


def test_export_into_head_is_quiet(annotate, marked):
    done = subprocess.run(
        ["sh", "-c", '"$@" export -o - | head -n 1', "sh", *annotate.argv()],
        env=annotate.env,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"tag,text,")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device")  # noqa: PTH110
def test_a_full_device_is_one_sentence(annotate, marked):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            annotate.argv("export"),
            stdout=full,
            stderr=subprocess.PIPE,
            env=annotate.env,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "annotate: The output could not be written: no space left on the device.\n"
    )
