"""A small file of each kind is read, and what texts and markup become holds together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.loaders.sound import check_sound

from annotate_tui.loaders import LoadError, articles_in, load_bytes, registry
from annotate_tui.model import Article

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix != ".pem")

LINES = st.sampled_from(
    [
        *("# Head", "## Part", "Words of it.", "“Said,” she said.", "- one", "  - two", "1. three"),
        *("---", "> quoted", "    code", "```", "| a | b |", "|---|---|", "", "\x0c\t "),
        *("[a](https://e.org/b) *c* `d`", "By Ida Brandt", "Posted June 12, 2023"),
        *("한국어", "表の中。", "e\u0301 \u200b\ufeff"),
    ]
)
TEXTS = st.lists(LINES | st.text(max_size=40), max_size=14).map("\n".join)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_whole(name):
    read = [one for one in articles_in(SAMPLES / name) if isinstance(one, Article)]
    assert read
    for article in read:
        check_sound(article)


def test_every_format_has_its_sample():
    read = {
        one.loader
        for name in NAMES
        for one in articles_in(SAMPLES / name)
        if isinstance(one, Article)
    }
    # An archive's files are read by their own formats.
    assert read | {"archive"} >= {one.NAME for one in registry()}
    assert any(name.endswith(".zip") for name in NAMES)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@given(text=TEXTS)
def test_blocks_marks_and_sentences_lie_within_any_text(name, text):
    try:
        article = load_bytes(text.encode("utf-8", "replace"), f"/{name}", name)
    except LoadError as error:
        assert str(error).endswith(".")  # noqa: PT017 - one of two outcomes
    else:
        check_sound(article)


def test_a_text_file_is_read_without_what_other_formats_need(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Words of a text.", encoding="utf-8")
    code = (
        "import sys; from annotate_tui.loaders import load_path;"
        " load_path(sys.argv[1]); print(*sys.modules)"
    )
    argv = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    heavy = {"trafilatura", "lxml", "pypdfium2", "docx", "rapidfuzz", "urllib3", "watchfiles"}
    assert not heavy & {module.split(".")[0] for module in done.stdout.split()}
