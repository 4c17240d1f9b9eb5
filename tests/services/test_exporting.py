import os
import stat
from pathlib import Path

import pytest

from annotate_tui.loaders import load_bytes
from annotate_tui.model import Span
from annotate_tui.services import adding, exporting, marking
from annotate_tui.store import Library
from annotate_tui.text.document import Document

STORY = "Minister under fire\n\n“We will not wait,” said Ann Lee. She named 16 cases.\n"


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library.db", coder="ann") as opened:
        yield opened


@pytest.fixture
def tag(library):
    """Adds the story and gives a function that tags words of it."""
    added = adding.add_article(library, load_bytes(STORY.encode(), "story.txt", "story.txt"))
    text = library.text(added.text_id)
    document = Document(text.text, text.structure, "en")
    tags = {tag.path: tag for tag in library.tags()}

    def tag_words(path, words, **options):
        start = STORY.index(words)
        span = Span(start, start + len(words))
        article = added.article.id
        return marking.tag_span(library, document, article, text.id, span, tags[path], **options)

    return tag_words


def lacking(library):
    return exporting.missing(exporting.annotation_table(library), library.tags())


def test_quotations_without_speaker_are_counted(library, tag):
    tag("quote", "“We will not wait,”", fields={"speaker": "Ann Lee"})
    assert lacking(library) == []
    tag("quote", "We will")
    assert lacking(library) == ["1 quote without speaker"]
    tag("quote", "We")
    assert lacking(library) == ["2 quotes without speaker"]


def test_claims_and_figures_need_no_speaker(library, tag):
    tag("claim", "She named 16 cases.")
    tag("figure", "16 cases")
    assert lacking(library) == []


def test_guesses_are_counted_by_row(library, tag):
    tag("figure", "16", fields={"value": 16, "unit": "case"}, guessed=["value", "unit"])
    assert lacking(library) == ["1 row with guessed fields"]


def test_the_summary_is_one_line(library, tag):
    tag("quote", "We will")
    table = exporting.annotation_table(library)
    assert exporting.summary(table, lacking(library)) == "1 row; 1 quote without speaker"
    assert exporting.summary(exporting.Table((), []), []) == "0 rows"


@pytest.mark.parametrize(
    ("count", "name", "said"),
    [
        (0, "quote", "0 quotes"),
        (1, "quote", "1 quote"),
        (2, "quote", "2 quotes"),
        (2, "policy", "2 policy"),
        (2, "bias", "2 bias"),
        (2, "주장", "2 주장"),
    ],
)
def test_counted(count, name, said):
    assert exporting.counted(count, name) == said


def test_the_columns_are_there_without_rows(library):
    table = exporting.annotation_table(library)
    assert table.rows == []
    assert table.columns[:2] == ("tag", "text")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")

    def fail(stream):
        stream.write("half")
        raise OSError("no more space")

    with pytest.raises(OSError, match="no more space"):
        exporting.write_file(path, fail)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path):
    target = tmp_path / "target.csv"
    target.write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    exporting.write_file(link, lambda stream: stream.write("né\r\n"))
    assert link.is_symlink()
    assert target.read_bytes() == "né\r\n".encode()


def test_a_new_file_has_the_permissions_that_the_user_wants(tmp_path):
    before = os.umask(0o027)
    try:
        exporting.write_file(tmp_path / "new.csv", lambda stream: stream.write("x"))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.csv").stat().st_mode) == 0o640


def test_what_is_no_plain_file_is_written_to_directly():
    device = Path(os.devnull)
    exporting.write_file(device, lambda stream: stream.write("x"))
    assert device.is_char_device()
