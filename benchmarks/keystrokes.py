"""Keystrokes for one job each, ours and SLATE's: the keys are sent, the file says what came of it.

A count in the table stands only when the marks in the library (or in SLATE's file) are the words
that were meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from benchmarks.programs import SAMPLE, SAMPLE_OPENING, Bench, BenchmarkError, Watch
from benchmarks.report import Part, Target

SENTENCE = (
    "There have been reports indicating that the South Korean government is closely monitoring the "
    "situation concerning the North Korean elites and the potential for a series of defections."
)
QUOTATION = (
    "“The North Korean elite appear to be agitated. The South Korean government is closely "
    "monitoring the situation. It would be concerning for Kim Jong Un to witness the defection of "
    "those who have benefited from the North Korean system rather than those who have faced "
    "hardships.”"
)
FIGURE = "at least 16 North Korean defectors"
PHRASE = "the South Korean government is"
SECOND_QUOTATION = '"Kim Jong Un is reportedly under a lot of stress because of this.”'
SPEAKER = "another official"
SHORTENED = "the South Korean government"
NOTE = "check"


@dataclass(frozen=True, slots=True)
class Job:
    """What is meant, the keys that walk there, the keys that count, and what must come of them.

    ``words`` are the user's own, with the enter that ends them; they are sent and not counted.
    ``extra`` says what else the count leaves out. ``said`` is the speaker and the mode that the mark
    must have in the end. Each key is one character.
    """

    name: str
    walk: str
    keys: str
    limit: int
    outcome: tuple[str, str, str]
    words: str = ""
    extra: str = ""
    said: tuple[str, str] | None = None


JOBS = (
    Job("a sentence", "", "c", 1, ("claim", SENTENCE, "")),
    Job("a quotation at the selection", "jj", '"q', 2, ("quote", QUOTATION, "")),
    Job(
        "a suggested quotation, with its speaker",
        "",
        "\t\r",
        2,
        ("quote", QUOTATION, ""),
        said=("a government official", "direct"),
    ),
    Job("a figure at the selection", "j" * 13, "#f", 2, ("figure", FIGURE, "")),
    Job("a phrase of 5 words", "l" * 7, "LLLLc", 5, ("claim", PHRASE, ""), extra="plus the walk"),
    Job("a boundary wrong by a word", "l" * 7 + "LLLLc", "H", 1, ("claim", SHORTENED, "")),
    Job(
        "a note on a mark",
        "c",
        "m",
        1,
        ("claim", SENTENCE, NOTE),
        words=f"{NOTE}\r",
        extra="plus its text, and enter",
    ),
    Job(
        "speaker and mode of a quote, the speaker seen before",
        f'jj""qw{SPEAKER}\r"q',
        "\ra\t\td\r",
        6,
        ("quote", SECOND_QUOTATION, ""),
        said=(SPEAKER, "direct"),
    ),
)
"""The outcome is tag, words and note of the last mark that the library then holds."""

SLATE_WALK = "oooooo"
"""From the sample's first line to its first paragraph, in SLATE."""

SLATE_JOBS = {
    "a sentence": ("", "27/ a", "((12, 0), (12, 27)) - label:a"),
    "a phrase of 5 words": ("", "4/ a", "((12, 0), (12, 4)) - label:a"),
    "a boundary wrong by a word": ("4/ a", "ul a", "((12, 0), (12, 3)) - label:a"),
}
"""Walk, keys and the line that SLATE writes (line and token, both ends included): it has no key for
quotations, figures or notes. Counted in its token mode with the keys that it comes with."""


def keystrokes(bench: Bench) -> Part:
    """Do each job, read the file, and count. Raises BenchmarkError when other words were kept."""
    rows = []
    for job in JOBS:
        _do(bench, job)
        slate = "–"
        if job.name in SLATE_JOBS:
            walk, keys, line = SLATE_JOBS[job.name]
            _check(f"{job.name}, in SLATE", _slate(bench, walk + keys), [line])
            slate = str(len(keys))
        rows.append(
            [
                job.name,
                " ".join(_NAMED.get(key, key) for key in job.keys),
                f"{len(job.keys)} {job.extra}".strip(),
                slate,
            ],
        )
    return Part(
        title="Keystrokes",
        how="Sent to the sample article; each count stands because the file then held the very "
        "words. SLATE in its token mode: it has no quotations, figures or notes to select.",
        header=["job", "keys", "annotate", "SLATE"],
        rows=rows,
        targets=[Target(f"keystrokes, {job.name}", len(job.keys), job.limit) for job in JOBS],
    )


def _check(name: str, kept: Sequence[object], meant: Sequence[object]) -> None:
    if kept != meant:
        raise BenchmarkError(f"{name}: the file holds {kept!r}, meant was {meant!r}")


_NAMED = {"\r": "enter", "\t": "tab"}


def _do(bench: Bench, job: Job) -> None:
    library = bench.library(SAMPLE)
    with bench.reader(library, SAMPLE) as terminal:
        terminal.wait_for(SAMPLE_OPENING)
        terminal.wait_quiet()
        for key in job.walk + job.keys + job.words:
            terminal.press(key)
        with closing(Watch(library)) as watch:
            marks = watch.marks()
            _check(job.name, marks if job.said is None else marks[-1:], [job.outcome])
            if job.said is not None:
                _check(job.name, watch.said()[-1:], [job.said])


def _slate(bench: Bench, keys: str) -> list[str]:
    kept = bench.path("slate-marks")
    with bench.slate(SAMPLE, "token", kept) as terminal:
        terminal.wait_for(SAMPLE.read_text(encoding="utf-8").split()[0])
        terminal.wait_quiet()
        for key in SLATE_WALK + keys + "s":
            terminal.press(key)
    return kept.read_text(encoding="utf-8").splitlines()
