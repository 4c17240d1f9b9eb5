"""annotate add for Word files, e-books, mails and archives, as their users start it."""

import json
import shutil
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "loaders" / "samples"


@pytest.fixture
def sample(tmp_path):
    def copy(name):
        shutil.copy(SAMPLES / name, tmp_path / name)
        return str(tmp_path / name)

    return copy


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("report.docx", ["The bridge report"]),
        ("bridge.epub", ["The flood", "The Bridge: Chapter 2"]),
        ("letter.eml", ["“The bridge” will close"]),
        ("notes.mbox", ["Note 1", "Note 2"]),
    ],
)
def test_each_kind_comes_in_and_is_known_again(annotate, sample, name, titles):
    path = sample(name)
    done = annotate.run("add", path)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.decode().splitlines()) == len(titles)
    assert b"Traceback" not in done.stderr
    listed = json.loads(annotate.run("list", "--json").stdout)
    assert [one["title"] for one in listed if one["source"].startswith(path)] == titles
    again = annotate.run("add", path)
    assert again.returncode == 0
    assert len(json.loads(annotate.run("list", "--json").stdout)) == len(listed)


def test_a_book_as_one_article(annotate, sample):
    assert annotate.run("add", "--whole", sample("bridge.epub")).returncode == 0
    listed = json.loads(annotate.run("list", "--json").stdout)
    assert "The Bridge" in [one["title"] for one in listed]


def test_a_book_comes_in_by_chapters_also_where_it_is_there_as_a_whole(annotate, sample):
    book = sample("bridge.epub")
    annotate.run("add", "--whole", book)
    done = annotate.run("add", book)
    assert done.stdout.decode().count("Added as article") > 1
    count = len(json.loads(annotate.run("list", "--json").stdout))
    for ways in ((), ("--whole",)):
        again = annotate.run("add", *ways, book).stdout.decode()
        assert "Already in the library" in again
        assert "Added" not in again
    assert len(json.loads(annotate.run("list", "--json").stdout)) == count


def test_a_whole_book_is_read_again_as_a_whole(annotate, sample):
    annotate.run("add", "--whole", sample("bridge.epub"))
    done = annotate.run("refresh", "1")
    assert (done.returncode, done.stdout.decode()) == (0, "Article 1 has not changed.\n")


def test_an_archive_comes_in_but_for_what_is_broken(annotate, sample):
    done = annotate.run("add", sample("sent.zip"))
    assert done.returncode == 1
    assert len(done.stdout.decode().splitlines()) == 3
    assert "broken.txt in sent.zip looks like a binary file" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["report.docx", "bridge.epub", "sent.zip"])
def test_a_truncated_file_is_one_sentence(annotate, tmp_path, name):
    path = tmp_path / name
    path.write_bytes((SAMPLES / name).read_bytes()[:700])
    done = annotate.run("add", str(path))
    assert done.returncode == 1
    assert done.stdout == b""
    assert len([line for line in done.stderr.decode().splitlines() if line]) == 1
    assert "is cut off or damaged" in done.stderr.decode()
