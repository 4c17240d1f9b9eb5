import json
import subprocess

import pytest

TEXT = "“Hard?” he asked. It was, N.K. said.\n\nA café 😀 opened. Then it closed."


def expected(text, *sentences):
    return [{"start": text.index(s), "end": text.index(s) + len(s), "text": s} for s in sentences]


SENTENCES = expected(
    TEXT,
    "“Hard?” he asked.",
    "It was, N.K. said.",
    "A café 😀 opened.",
    "Then it closed.",
)


def test_json_of_a_file_of_standard_input_and_of_an_article(annotate):
    annotate.write("a.txt", TEXT)
    assert annotate.json("sentences", "a.txt", "--json") == SENTENCES
    assert annotate.json("sentences", "-", "--json", stdin=TEXT.encode()) == SENTENCES
    assert not annotate.db.exists()
    annotate.ok("add", "a.txt")
    assert annotate.json("sentences", "1", "--json") == SENTENCES


def test_lines_for_people(annotate):
    annotate.write("a.txt", "One here.\nTwo \x1b[1m there.\n")
    assert annotate.ok("sentences", "a.txt") == "0\t9\tOne here.\n10\t25\tTwo ␛[1m there.\n"


def test_json_lines_in_and_out(annotate):
    records = [
        {"id": 7, "text": TEXT, "lang": "en"},
        {"id": "b", "text": "“하겠다.” 그가 말했다. 끝났다.", "lang": "ko"},
        {"id": None, "text": ""},
    ]
    lines = "".join(json.dumps(r) + "\n" for r in records).encode()
    answers = [
        json.loads(a)
        for a in annotate.ok("sentences", "--jsonl", "-", stdin=lines).split("\n")[:-1]
    ]
    assert [a["id"] for a in answers] == [7, "b", None]
    assert answers[0]["spans"] == SENTENCES
    assert answers[2]["spans"] == []
    for record, answer in zip(records, answers, strict=True):
        for span in answer["spans"]:
            assert record["text"][span["start"] : span["end"]] == span["text"]


def test_json_lines_from_a_file(annotate):
    annotate.write("in.jsonl", json.dumps({"id": 1, "text": "A. b"}) + "\n")
    assert json.loads(annotate.ok("sentences", "--jsonl", "in.jsonl"))["id"] == 1


def test_a_bad_line_is_named_and_the_rest_is_done(annotate):
    lines = (
        b'{"id": 1, "text": "One."}\nnonsense\n[1]\n{"id": 2}\n\xff\n\n{"id": 3, "text": "T."}\n'
    )
    done = annotate.run("sentences", "--jsonl", "-", stdin=lines)
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 3]
    said = done.stderr.decode().splitlines()
    assert [line.split(":")[1].strip() for line in said] == ["Line 2", "Line 3", "Line 4", "Line 5"]


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999", "1" * 5000])
def test_a_number_that_is_none_in_json_is_not_written(annotate, number):
    lines = f'{{"id": {number}, "text": "One."}}\n{{"id": 3.5, "text": "Two."}}\n'.encode()
    done = annotate.run("sentences", "--jsonl", "-", stdin=lines)
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [3.5]
    assert done.stderr.decode() == "annotate: Line 1: it is not JSON; it was left out.\n"


def test_characters_that_are_no_text_come_back_escaped(annotate):
    line = b'{"id": 1, "text": "A \\ud800 b\\u009b\\u2028."}\n'
    out = annotate.ok("sentences", "--jsonl", "-", stdin=line)
    assert json.loads(out)["spans"][0]["text"] == "A \ud800 b\x9b\u2028."
    assert out.isascii()
    assert out.count("\n") == 1


def test_each_answer_is_written_at_once(annotate):
    with subprocess.Popen(
        annotate.argv("sentences", "--jsonl", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=annotate.env,
    ) as process:
        for number in (1, 2):
            process.stdin.write(b'{"id": %d, "text": "One. Two."}\n' % number)
            process.stdin.flush()
            # Would wait for ever if the answer were kept until the end of the input.
            assert json.loads(process.stdout.readline())["id"] == number


def test_one_text_or_json_lines_not_both_and_not_neither(annotate):
    annotate.refuses("sentences", status=2)
    annotate.refuses("sentences", "a", "--jsonl", "-", status=2)
    annotate.refuses("sentences", "--json", "--jsonl", "-", status=2)


def test_neither_file_nor_article(annotate):
    assert "gone.txt" in annotate.refuses("sentences", "gone.txt")
