"""How well articles come in and are kept up with: what is taken from pages, where marks stand."""

from __future__ import annotations

from benchmarks.extraction import __main__ as extraction
from benchmarks.programs import Bench
from benchmarks.reanchoring import __main__ as placing
from benchmarks.reanchoring.editing import Edits
from benchmarks.reanchoring.material import KINDS
from benchmarks.reanchoring.measuring import Tally
from benchmarks.report import Part, Target

HEADLINE = 0.007
"""How far below trafilatura's our F1 may be: for the headline, which the marked texts leave out."""
SECONDS = 1.0


def pages(bench: Bench) -> Part:
    """What the HTML loader takes from pages whose articles were marked by hand."""
    extraction.ours(b"<p>imports are not counted")
    extraction.alone(b"<p>neither here")
    ours = extraction.measure(extraction.OWN_PAGES, extraction.ours)
    alone = extraction.measure(extraction.OWN_PAGES, extraction.alone)
    rows = [
        [
            name,
            *(f"{share:.3f}" for share in (*way.score, way.score.f1)),
            f"{way.milliseconds:.1f} ms",
        ]
        for name, way in (("annotate", ours), ("trafilatura alone, fast", alone))
    ]
    return Part(
        title="Articles of web pages",
        how=f"{len(ours.pages)} pages of our own, of many layouts, with invented articles; runs of"
        " four words that are in the article and in what was taken. `python -m"
        " benchmarks.extraction FOLDER` measures other pages, such as the public benchmark's.",
        header=["", "precision", "recall", "F1", "a page"],
        rows=rows,
        targets=[
            Target("pages: F1 below trafilatura's", alone.score.f1 - ours.score.f1, HEADLINE),
        ],
    )


def marks(bench: Bench, texts: int = 4, count: int = 1_000) -> Part:
    """Where marks stand in texts that were edited at random."""
    rows: list[list[str]] = []
    targets: list[Target] = []
    wrong = 0
    for rate, least in placing.TARGETS.items():
        edits = Edits(words=rate, moved=0.1, quotes=True, blanks=True)
        whole = Tally()
        for kind in KINDS:
            whole.add(placing.run(kind, edits, texts=texts, count=count))
        rows.append(_row(f"{rate:.0%} of the words edited", whole))
        wrong += whole.wrong
        share = 100 * whole.right / max(1, whole.surviving)
        what = f"marks that stand exactly, {rate:.0%} edited"
        targets.append(Target(what, share, 100 * least, " %", least=True))
        for way in ("position", "search"):
            other = Tally()
            for kind in KINDS:
                other.add(placing.run(kind, edits, texts=1, count=count, way=way))
            rows.append(_row(f"the same, {_WAYS[way]}", other))
    for name, edits in placing.ALONE.items():
        tally = Tally()
        for kind in KINDS:
            tally.add(placing.run(kind, edits, texts=1, count=count))
        rows.append(_row(name, tally))
        wrong += tally.wrong
    targets.append(Target("marks unflagged on wrong words", wrong, 0))
    for kind in ("news", "words"):
        edits = Edits(words=0.05, moved=0.1, quotes=True, blanks=True)
        tally = placing.run(kind, edits, texts=1, count=count, size=placing.BIG)
        what = f"{count:,} marks on 1 MB ({kind})"
        targets.append(Target(what, tally.seconds, SECONDS, " s"))
    return Part(
        title="Marks in a new version",
        how=f"{texts * len(KINDS)} texts, {count:,} marks in each: the sample, news, mere words,"
        " hard-wrapped lines, a table, Chinese. In the first rows paragraphs were moved, quotation"
        " marks restyled and white space changed, too. *Exactly*: of the marks whose words are all"
        " there. *Wrong*: unflagged on words that are not theirs.",
        header=["", "exactly", "flagged", "lost", "wrong"],
        rows=rows,
        targets=targets,
    )


_WAYS = {"position": "by position alone", "search": "by search of the words"}


def _row(name: str, tally: Tally) -> list[str]:
    of = max(1, tally.marks)
    exactly = tally.right / max(1, tally.surviving)
    shares = (f"{exactly:.2%}", f"{tally.flagged / of:.1%}", f"{tally.lost / of:.1%}")
    return [name, *shares, f"{tally.wrong} of {tally.marks:,}"]
