"""Sets marked by hand, read from their files: a text, and what ought to be suggested in it.

Quotations, ``quotes_*.txt``: articles under ``=== name``, paragraphs with a blank line between, and
in them ``⟦mode|speaker|speaker as printed⟧words⟦/⟧``, where the mode is ``d`` (direct), ``m`` (mixed:
a fragment in marks) or ``i`` (indirect: the clause alone). ``|+`` behind the speaker says that the
span continues the one before. A mode with ``?`` behind it, and an indirect clause that holds a
marked fragment, may be suggested or not. Marks nest.

Figures, ``figures_*.txt``: a sentence a line, and in it ``⟦sign value|unit|change⟧words⟦/⟧`` with the
sign one of ``= > < ~``, a range as ``5..10``, no value for what is vague, and ``?`` before the sign for
what may be suggested or not. An empty unit or change is not judged.

Claims, ``claims_*.txt``: articles under ``=== name``, a sentence a line with ``1`` (worth checking) or
``0`` before it, and a blank line between paragraphs.

A line that begins with ``#`` is a remark. Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent

_MARK = re.compile(r"⟦([^⟦⟧]*)⟧")
_MODES = {"d": "direct", "m": "mixed", "i": "indirect"}
_NUMBER = r"-?\d+(?:\.\d+)?(?:e\d+)?"
_FIGURE = re.compile(rf"(\??)([=<>~])({_NUMBER})?(?:\.\.({_NUMBER}))?")


class GoldError(Exception):
    """A set that cannot be read; says where and why."""


class Quote(NamedTuple):
    """A quotation ``[start, end)``; ``optional`` is neither asked for nor a false alarm."""

    start: int
    end: int
    mode: str
    speaker: str
    printed: str
    continues: bool
    optional: bool


class Figure(NamedTuple):
    """A figure ``[start, end)`` with one value, the two of a range, or none."""

    start: int
    end: int
    sign: str
    values: tuple[float, ...]
    unit: str
    change: str
    optional: bool


class Statement(NamedTuple):
    """A sentence ``[start, end)`` and whether it is worth checking."""

    start: int
    end: int
    worth: bool


@dataclass(frozen=True)
class Marked:
    """A text and what was marked in it, in order of the marks' starts."""

    name: str
    text: str
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()


def read_set(name: str, folder: Path = FOLDER) -> list[Marked]:
    """The set of that name (``quotes_dev``). Raises GoldError, OSError where there is none."""
    words = (folder / f"{name}.txt").read_text(encoding="utf-8")
    kind = name.partition("_")[0]
    if kind not in READERS:
        raise GoldError(f"{name}: a set is named quotes_…, figures_… or claims_…")
    return READERS[kind](words)


def names(folder: Path = FOLDER) -> list[str]:
    """The sets there are, by name."""
    return sorted(path.stem for path in folder.glob("*.txt") if path.stem[0] != ".")


def read_quotes(words: str) -> list[Marked]:
    """The articles of a set of quotations. Raises GoldError."""
    found: list[Marked] = []
    for name, body in _articles(words):
        text, marks = _unmark(body, name)
        quotes: list[Quote] = []
        for start, end, inside in marks:
            parts = [*inside.split("|"), "", "", ""]
            mode, speaker, printed, more = parts[:4]
            if mode.rstrip("?") not in _MODES or more not in ("", "+"):
                raise GoldError(f"{name}: ⟦{inside}⟧ is no quotation's mark")
            nested = mode == "i" and any(
                start <= s and e <= end and (s, e) != (start, end) for s, e, _ in marks
            )
            full = _MODES[mode.rstrip("?")]
            quotes.append(
                Quote(start, end, full, speaker, printed, more == "+", "?" in mode or nested)
            )
        found.append(Marked(name, text, quotes=tuple(quotes)))
    return found


def read_figures(words: str) -> list[Marked]:
    """The sentences of a set of figures, named by the number of their line. Raises GoldError."""
    found: list[Marked] = []
    for number, line in enumerate(words.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name = f"line {number}"
        text, marks = _unmark(line.strip(), name)
        figures: list[Figure] = []
        for start, end, inside in marks:
            what, unit, change = [*inside.split("|"), "", ""][:3]
            read = _FIGURE.fullmatch(what)
            if not read or change not in ("", "up", "down", "none"):
                raise GoldError(f"{name}: ⟦{inside}⟧ is no figure's mark")
            optional, sign, low, high = read.groups()
            values = tuple(float(value) for value in (low, high) if value)
            figures.append(Figure(start, end, sign, values, unit, change, bool(optional)))
        found.append(Marked(name, text, figures=tuple(figures)))
    return found


def read_claims(words: str) -> list[Marked]:
    """The articles of a set of claims. Raises GoldError."""
    found: list[Marked] = []
    for name, body in _articles(words):
        text = ""
        statements: list[Statement] = []
        for paragraph in body.split("\n\n"):
            text += "\n\n" if text else ""
            for index, line in enumerate(paragraph.split("\n")):
                worth, _, sentence = line.partition(" ")
                if worth not in ("0", "1") or not sentence.strip():
                    raise GoldError(f"{name}: “{line}” does not begin with 0 or 1")
                text += " " if index else ""
                start = len(text)
                text += sentence.strip()
                statements.append(Statement(start, len(text), worth == "1"))
        found.append(Marked(name, text, statements=tuple(statements)))
    return found


READERS = {"quotes": read_quotes, "figures": read_figures, "claims": read_claims}


def _articles(words: str) -> Iterator[tuple[str, str]]:
    """The articles by name, remarks left out."""
    lines = [line for line in words.split("\n") if not line.startswith("#")]
    name, body = "", list[str]()
    for line in [*lines, "=== "]:
        if not line.startswith("==="):
            body.append(line.rstrip())
            continue
        if name:
            yield name, re.sub(r"\n{3,}", "\n\n", "\n".join(body)).strip("\n")
        name, body = line[3:].strip(), []


def _unmark(words: str, name: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and (start, end, what the mark says) by start, outer ones first."""
    pieces: list[str] = []
    found: list[tuple[int, int, str]] = []
    open_marks: list[tuple[int, str]] = []
    length, last = 0, 0
    for match in _MARK.finditer(words):
        pieces.append(words[last : match.start()])
        length += match.start() - last
        last = match.end()
        if match[1] != "/":
            open_marks.append((length, match[1]))
        elif open_marks:
            start, inside = open_marks.pop()
            found.append((start, length, inside))
        else:
            raise GoldError(f"{name}: a mark ends that never began, before “{words[last:][:30]}”")
    if open_marks:
        raise GoldError(f"{name}: ⟦{open_marks[-1][1]}⟧ is never closed")
    text = "".join([*pieces, words[last:]])
    if "⟦" in text or "⟧" in text:
        raise GoldError(f"{name}: a mark is broken")
    for start, end, inside in found:
        if not text[start:end] or text[start:end] != text[start:end].strip():
            raise GoldError(f"{name}: ⟦{inside}⟧ holds nothing, or white space at its ends")
    return text, sorted(found, key=lambda one: (one[0], -one[1]))
