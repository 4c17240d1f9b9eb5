"""The status line and the footer of the reader, as runs of words."""

from __future__ import annotations

from collections.abc import Sequence

from annotate_tui.reading.motions import unit_name
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.lines import Run
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import listed, name

FIRST_RUN: Sequence[Run] = (
    (" j", "key"), (" next · ", "dim"), ("c q f", "key"), (" tag · ", "dim"),
    ("enter", "key"), (" menu · ", "dim"), ("Q", "key"), (" quit, all saved", "dim"),
)  # fmt: skip


def status_line(session: Session, said: str, width: int) -> list[Run]:
    """Where the reader is, what is selected, the marks here, the last thing done.

    In a narrow row the marks shrink to their names, then to their number; what was said stays.
    """
    where = _where(session)
    here = session.here
    names = ", ".join(name(session, mark) for mark in here)
    for marks in (listed(session, here), names, f"{len(here)} marks" if here else "", ""):
        runs: list[Run] = [(f" {where}", "strong")]
        if marks:
            runs.append((f" · {marks}", "bar"))
        if said:
            runs.append((f" · {said}", "warning"))
        if sum(cell_width(words) for words, _ in runs) <= width:
            break
    return runs


def footer(session: Session, first_run: bool) -> Sequence[Run]:
    """The five keys that matter now."""
    if first_run:
        return FIRST_RUN
    if session.focused is not None:
        keys = [("L H", "edge"), ("o", "other edge"), ("w", "who"), ("m", "note"), ("x", "remove")]
    elif session.reading.unit in ("word", "phrase", "selection", "figure", "match"):
        tags = " ".join(t.key for t in session.tags.values() if t.key and not t.archived_at)
        keys = [("L H", "edge"), ("+", "larger"), (tags, "tag"), ("m", "note"), ("?", "help")]
    else:
        tags = " ".join(t.key for t in session.tags.values() if t.key and not t.archived_at)
        keys = [("j k", "move"), (tags, "tag"), ('" #', "quotation, figure"), ("tab", "marks"),
                ("?", "help")]  # fmt: skip
    runs: list[Run] = []
    for key, does in keys:
        runs += [(" " if not runs else " · ", "dim"), (key, "key"), (f" {does}", "dim")]
    return runs


def _where(session: Session) -> str:
    reading, document = session.reading, session.document
    unit = unit_name(document, reading)
    if session.focused is not None:
        unit = name(session, session.focused)
    sentence = document.sentence_at(reading.start)
    ordinal = document.ordinal(sentence) if sentence else None
    total = document.total
    if ordinal == 0:
        return unit
    of = f" of {total:,}" if total else ""
    if ordinal is None:
        share = 100 * reading.start // max(1, len(document.text))
        return f"{unit} at {share} %"
    if unit == "sentence":
        return f"sentence {ordinal:,}{of}"
    return f"{unit} in sentence {ordinal:,}{of}"
