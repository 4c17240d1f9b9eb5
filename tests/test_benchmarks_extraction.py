"""The measure of extraction, and that what we add to trafilatura's words costs next to nothing."""

from __future__ import annotations

import gzip
import json

import pytest
from benchmarks.extraction.__main__ import OWN_PAGES, alone, cases, main, measure, ours
from benchmarks.extraction.score import Shares, runs, score, shares


def test_runs_of_four_words_are_counted():
    assert runs("a b, c d! a b c d") == {
        ("a", "b", "c", "d"): 2,
        ("b", "c", "d", "a"): 1,
        ("c", "d", "a", "b"): 1,
        ("d", "a", "b", "c"): 1,
    }
    assert runs("two words") == {("two", "words"): 1}
    assert runs(" … ") == {}


def test_a_page_s_shares_are_of_one():
    assert shares("a b c d e", "a b c d") == Shares(0.5, 0.0, 0.5)
    assert shares("a b c d", "x a b c d") == Shares(0.5, 0.5, 0.0)
    assert shares("a b c d", "") == Shares(0.0, 0.0, 1.0)
    assert shares("", "") == Shares(0, 0, 0)


def test_each_page_counts_the_same():
    found = score([Shares(1.0, 0.0, 0.0), Shares(0.0, 0.5, 0.5)])
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(2 / 3)
    assert found.f1 == pytest.approx(2 / 3)
    assert score([]).f1 == 1.0


def test_our_pages_vary_and_ours_is_as_good_as_trafilatura_alone():
    assert len(list(cases(OWN_PAGES))) >= 12
    mine, other = measure(OWN_PAGES, ours), measure(OWN_PAGES, alone)
    assert mine.score.f1 >= other.score.f1 - 0.007
    assert mine.score.recall > 0.99
    assert mine.score.f1 > 0.97


def test_the_command_reads_the_public_layout(tmp_path, capsys):
    (tmp_path / "html").mkdir()
    body = "The council will review the plan for the river, which has cost nine million so far."
    page = (
        f"<!doctype html><title>Plan</title><article><h1>Plan</h1><p>{body}</p><p>{body[::-1]}</p>"
    )
    (tmp_path / "html" / "a1.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "ground-truth.json").write_text(json.dumps({"a1": {"articleBody": body}}))
    assert main([str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "annotate" in told
    assert "trafilatura" in told
    assert main([str(tmp_path / "nothing")]) == 2
    assert "is no folder of pages" in capsys.readouterr().err
