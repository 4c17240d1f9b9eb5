"""The measure of adding: the same articles everywhere, and figures that are what they say."""

import sys

import pytest
from benchmarks import adding
from benchmarks.programs import Bench, BenchmarkError


def test_articles_are_the_same_on_every_machine_and_all_different(tmp_path):
    size = adding.make(tmp_path / "a", 3)
    adding.make(tmp_path / "b", 3)
    texts = [path.read_text() for path in sorted((tmp_path / "a").iterdir())]
    assert texts == [path.read_text() for path in sorted((tmp_path / "b").iterdir())]
    assert len(set(texts)) == 3
    assert size == sum(map(len, texts))
    assert all(adding.LENGTH <= len(text) <= adding.LENGTH * 1.3 for text in texts)


def test_the_measure_runs_on_a_few(tmp_path):
    bench = Bench(home=tmp_path)
    part = adding.adding(bench, many=60, few=45, runs=1)
    assert [row[0] for row in part.rows] == [
        "annotate add, 45",
        "annotate add, 60",
        "the same again",
        "sqlite-utils, 60",
    ]
    rate, size, memory, opened = part.targets
    assert rate.least
    assert rate.measured > 5
    assert 1.5 < size.measured < 6
    assert 0.3 < memory.measured < 3
    assert 0.3 < opened.measured < 3


def test_a_command_that_fails_says_so(tmp_path):
    bench = Bench(home=tmp_path)
    with pytest.raises(BenchmarkError, match="no such thing"):
        adding._run(bench, [sys.executable, "-c", "raise SystemExit('no such thing')"])


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_is_that_of_all_processes(tmp_path):
    bench = Bench(home=tmp_path)
    child = "import time; held = b'x' * 60_000_000; time.sleep(0.6)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    spent = adding._run(bench, [sys.executable, "-c", parent])
    assert spent.memory > 60_000_000
    assert spent.seconds > 0.6
